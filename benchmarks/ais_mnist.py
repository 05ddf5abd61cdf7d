"""MNIST under a restricted Boltzmann machine of 500 hidden units: test log-likelihood by annealed importance sampling.

    NNLIB_DATA=folder/of/mnist python -m benchmarks.ais_mnist      the full run: a quarter of an hour on one core

The table stands beside the values published by Salakhutdinov and Murray, who trained by schedules of their own.

References
----------
R. Salakhutdinov, I. Murray (2008), *On the quantitative analysis of deep belief networks*, ICML.
A. Fischer, C. Igel (2010), *Empirical analysis of the divergence of Gibbs sampling based learning algorithms for
restricted Boltzmann machines*, ICANN.
"""

import argparse
import os
import pathlib
from typing import NamedTuple

import numpy as np

from nnlib import datasets, rbm
from nnlib.annealing import annealed_importance_sampling, schedule

RESULTS = pathlib.Path(__file__).parent / "results" / "ais_mnist.md"
NOTES = """
# MNIST, 500 hidden units: mean log-likelihood in nats

Training and test images are made binary once, a pixel of gray value g being 1 with probability g / 256 (so full ink is
0 once in 256 times; seed 0). All 60,000 training images in batches of 100, float32, no momentum, no weight decay; the
learning rate falls linearly to 0 from 0.1 (PCD 0.05). log Z by annealed importance sampling: 100 runs, 14,500 inverse
temperatures, base rates of the training images; three standard errors in brackets. Published: Salakhutdinov & Murray
(2008), machines of the same size.

"""
READING = """
A machine trained by CD with small k is good around the data and leaves most of its probability elsewhere, which only
log Z shows; more epochs can make that worse (Fischer & Igel 2010). Persistent chains go where the probability is and
push it back, for the price of CD-1. The published machines come from other schedules of learning: the order of the
lines is what to compare, not their second decimal.
"""


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
    """Return images as rows of 0 and 1: a pixel of gray value g, of 0 … 255, is 1 with probability g / 256."""
    return (256 * rng.random(X.shape, dtype=np.float32) < 255 * X).astype(np.float32)


def measure(run, train, test, *, share):
    """Train one machine; return a row of the table."""
    rng, epochs = np.random.default_rng(1), max(1, round(share * run.epochs))
    parameters, _ = rbm.train(
        train,
        rbm.initial(train, 500, rng=rng),
        epochs=epochs,
        rng=rng,
        negative=run.negative,
        learning_rate=lambda epoch: run.learning_rate * (1 - epoch / epochs),
    )
    betas = schedule(max(500, round(share * 14_500)))
    estimate = annealed_importance_sampling(*parameters, rng=rng, betas=betas, base_bias=rbm.base_rate_bias(train))
    scores = [-float(rbm.free_energy(V, *parameters).mean()) - estimate.log_partition for V in (train, test)]
    spread = f"{estimate.log_partition:.2f} ({estimate.low:.2f} … {estimate.high:.2f})"
    return [run.name, epochs, spread, f"{scores[0]:.2f}", f"{scores[1]:.2f}", run.published]


def table(rows):
    """Return the rows as a Markdown table."""
    head = "trained by", "epochs", "log Z (±3 s.e.)", "train", "**test**", "test, published"
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
            RESULTS.write_text(NOTES.lstrip() + table(rows) + "\n" + READING, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--share", type=float, default=1.0, help="share of the epochs and of the temperatures")
    main(parser.parse_args().share, save=True)
