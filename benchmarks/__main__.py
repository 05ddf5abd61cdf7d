"""Run the benchmarks and print their tables: ``python -m benchmarks [names …]``.

Each module of this folder with a function ``main`` is a benchmark and runs in a process of its own, so that none
inherits another's threads. Without names all run but the longest.
"""

import argparse
import os
import pathlib
import subprocess
import sys

from benchmarks.measure import machine

HERE = pathlib.Path(__file__).parent
NEED_MNIST = {"mnist", "ais_mnist"}  # its files, in NNLIB_DATA
LONG = NEED_MNIST | {"grading_scale", "widgets"}  # many minutes each


def main():
    """Run what was asked for; the exit status is that of the worst."""
    known = sorted(path.stem for path in HERE.glob("*.py") if "\ndef main(" in path.read_text(encoding="utf-8"))
    known.remove("__main__")
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "names", nargs="*", metavar="name", help=f"of {', '.join(known)}; long: {', '.join(sorted(LONG))}"
    )
    parser.add_argument("--data", help="folder with the files of MNIST; default the environment's NNLIB_DATA")
    parser.add_argument("--threads", type=int, default=1, help="of BLAS and torch, 1 by default")
    options = parser.parse_args()
    for name in options.names:
        if name not in known:
            parser.error(f"there is no benchmark {name!r}; there are {', '.join(known)}")
    os.environ["OMP_NUM_THREADS"] = str(options.threads)
    if options.data:
        os.environ["NNLIB_DATA"] = options.data
    print(machine(), flush=True)
    names = options.names or [name for name in known if name not in LONG]
    return max(run(name) for name in names)


def run(name):
    """Run one benchmark; return its exit status."""
    print(f"\n## {name}\n", flush=True)
    if name in NEED_MNIST and not os.environ.get("NNLIB_DATA"):
        print("skipped: it needs the files of MNIST; name their folder with --data or NNLIB_DATA")
        return 0
    return subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
