"""Can a recurrent net remember? Trained on random bits, it answers one question after the last of them.

The states are those of `nnlib.unrolled`, a sigmoid unit reads the last one. The net starts with ``Wh = start · I``, so
that a slope changes by about the factor ``start`` a step.
"""

import numpy as np

from nnlib import unrolled
from nnlib.optimizers import adam_step, clip_by_norm

__all__ = ["first_bit", "learn", "parity"]


def first_bit(bits):
    """Return the first of the bits (n, T)."""
    return bits[:, 0]


def parity(bits):
    """Return 1 where the number of ones among the bits (n, T) is odd."""
    return bits.sum(axis=1) % 2


def learn(
    question, T, start, *, rng, steps=250, units=8, forward=unrolled.rnn_forward, back=unrolled.bptt, clip=clip_by_norm
):
    """Train a recurrent net on new bits in each step, by Adam with clipped gradients.

    Parameters
    ----------
    question : callable
        From bits (n, T) to the answers (n,), 0 or 1.
    T : int
    start : float
    rng : int
        A seed.
    forward, back, clip : callables
        As `nnlib.unrolled.rnn_forward`, `nnlib.unrolled.bptt` and `nnlib.optimizers.clip_by_norm`.

    Returns
    -------
    right : list of float
        The fraction of 32 sequences that was right before each step, and of 2,000 after the last.
    """
    rng = np.random.default_rng(rng)
    parameters = [
        rng.standard_normal((units, 1)),
        start * np.eye(units),
        np.zeros(units),
        rng.standard_normal(units) / units**0.5,
        np.zeros(()),
    ]
    memories, right = [(np.zeros_like(p), np.zeros_like(p)) for p in parameters], []
    for step in range(1, steps + 2):
        bits = rng.integers(0, 2, (32 if step <= steps else 2000, T))
        X, wanted = 2.0 * bits[:, :, None] - 1, question(bits)
        Wx, Wh, b, v, c = parameters
        H = np.asarray(forward(X, Wx, Wh, b))
        said = H[:, -1] @ v + c
        right.append(float(np.mean((said > 0) == wanted)))
        delta = (0.5 + 0.5 * np.tanh(0.5 * said) - wanted) / len(bits)
        gWx, gWh, gb, _ = back(X, H, delta[:, None] * v, Wh)
        gradients = clip([gWx, gWh, gb, delta @ H[:, -1], np.sum(delta)], 1.0)
        moved = [adam_step(p, g, *m, step, 0.01) for p, g, m in zip(parameters, gradients, memories, strict=True)]
        parameters, memories = [p for p, *_ in moved], [m for _, *m in moved]
    return right
