"""Start a JupyterLab of one's own: free port, own folders, own token; stopped together with its kernels."""

import contextlib
import dataclasses
import os
import pathlib
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

START_SECONDS = 180  # on a busy machine


@dataclasses.dataclass(frozen=True)
class Server:
    """Where a JupyterLab is, its token, and the folder it shows."""

    url: str
    token: str
    root: pathlib.Path


@contextlib.contextmanager
def serve(folder, root=None, extra=()):
    """Run JupyterLab for the time of a ``with`` block.

    Parameters
    ----------
    folder : pathlib.Path
        An empty folder for Jupyter's own files.
    root : pathlib.Path, optional
        The folder that it shows and is started in; by default a new one, ``root`` in ``folder``.
    extra : iterable of str
        Further options.
    """
    if root is None:
        root = folder / "root"
        root.mkdir()
    token, port = secrets.token_hex(16), _free_port()
    own = {name: str(folder / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    log = open(folder / "server.log", "w")  # noqa: SIM115, closed below
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}"]
    options = [f"--ServerApp.root_dir={root}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}"]
    environment = {**os.environ, **own, "JUPYTER_RUNTIME_DIR": str(folder / "run")}
    environment.pop("MPLBACKEND", None)  # tests/conftest.py sets it; kernels shall draw into the notebook
    process = subprocess.Popen(
        [*command, *options, *extra], cwd=root, env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        server = Server(f"http://127.0.0.1:{port}", token, root)
        _wait_until_it_answers(server, process, folder / "server.log")
        yield server
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(server, process, log):
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(f"{server.url}/api/status?token={server.token}", timeout=5).close()
            return
        time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not answer within {START_SECONDS} s:\n{log.read_text()}")
