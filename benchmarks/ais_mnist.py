"""MNIST under a restricted Boltzmann machine of 500 hidden units: test log-likelihood by annealed importance sampling.

    NNLIB_DATA=folder/of/mnist python -m benchmarks.ais_mnist      the full run: 15 to 20 minutes on one core

The table stands beside the one of Salakhutdinov and Murray, whose machines were trained for far longer.

References
----------
R. Salakhutdinov, I. Murray (2008), *On the quantitative analysis of deep belief networks*, ICML, table 1.
"""

import argparse
import os
import pathlib
import time
from typing import NamedTuple

import numpy as np

from nnlib import datasets, rbm
from nnlib.annealing import annealed_importance_sampling, schedule

RESULTS = pathlib.Path(__file__).parent / "results" / "ais_mnist.md"


class Run(NamedTuple):
    """One line of the table: how the machine dreams, for how long, from which rate, and the published test value."""

    name: str
    negative: object
    epochs: int
    learning_rate: float
    published: str


RUNS = (
    Run("CD-1", rbm.ContrastiveDivergence(1), 30, 0.1, "-125.53"),
    Run("CD-3", rbm.ContrastiveDivergence(3), 25, 0.1, "-105.50"),
    Run("PCD-1", rbm.Persistent(1, chains=100), 40, 0.05, "—"),
    Run("CD-25", rbm.ContrastiveDivergence(25), 8, 0.1, "-86.34"),
)


def binary(X, rng):
    """Return images as rows of 0 and 1: each pixel is 1 with the probability of its intensity."""
    return (rng.random(X.shape, dtype=np.float32) < X).astype(np.float32)


def measure(run, train, test, *, share):
    """Train one machine; return a row of the table."""
    rng, epochs, start = np.random.default_rng(1), max(1, round(share * run.epochs)), time.perf_counter()
    parameters, _ = rbm.train(
        train,
        rbm.initial(train, 500, rng=rng),
        epochs=epochs,
        rng=rng,
        negative=run.negative,
        learning_rate=lambda epoch: run.learning_rate * (1 - epoch / epochs),
    )
    seconds = time.perf_counter() - start
    betas = schedule(max(500, round(share * 14_500)))
    estimate = annealed_importance_sampling(*parameters, rng=rng, betas=betas, base_bias=rbm.base_rate_bias(train))
    scores = [-float(rbm.free_energy(V, *parameters).mean()) - estimate.log_partition for V in (train, test)]
    spread = f"{estimate.log_partition:.2f} ({estimate.low:.2f} … {estimate.high:.2f})"
    return [run.name, epochs, f"{seconds:.0f}", spread, f"{scores[0]:.2f}", f"{scores[1]:.2f}", run.published]


def table(rows):
    """Return the rows as a Markdown table."""
    head = "trained by", "epochs", "seconds", "log Z (±3 s.e.)", "train", "**test**", "test, published"
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def main(share=0.05, save=False):
    """Print the table, from the given share of the epochs and temperatures; say so if the data are not at hand."""
    if not os.environ.get("NNLIB_DATA"):
        print("ais_mnist: skipped; set NNLIB_DATA to the folder that has MNIST's gzipped IDX files")
        return
    rng = np.random.default_rng(0)
    train, _, test, _ = datasets.mnist()
    train, test = binary(train, rng), binary(test, rng)
    rows = []
    for run in RUNS:
        rows.append(measure(run, train, test, share=share))
        print(table(rows), flush=True)
        if save:
            RESULTS.write_text(table(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1.0, help="share of the epochs and of the temperatures")
    main(parser.parse_args().share, save=True)
