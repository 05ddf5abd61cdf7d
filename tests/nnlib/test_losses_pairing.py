import numpy as np
import pytest

from nnlib import losses
from nnlib.arrays import to_numpy

STEP = 1e-30
LOSS = {
    "quadratic": lambda Y, A: np.sum((A - Y) ** 2) / (2 * len(Y)),
    "binary": lambda Y, A: -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / len(Y),
    "categorical": lambda Y, A: -np.sum(Y * np.log(A)) / len(Y),
}
OUTPUT = {
    "linear": lambda Z: Z,
    "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
    "softmax": lambda Z: np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True),
}
CASES = {
    "linear + quadratic": ("linear", "quadratic"),
    "sigmoid + cross-entropy": ("sigmoid", "binary"),
    "softmax + cross-entropy": ("softmax", "categorical"),
    "sigmoid + quadratic": ("sigmoid", "quadratic"),
    "softmax + quadratic": ("softmax", "quadratic"),
}


@pytest.mark.parametrize("kind", losses.PAIRS)
def test_delta_is_the_complex_step_of_the_loss_by_the_logits(kind, backend, rng):
    output, loss = CASES[kind]
    Z, Y = rng.normal(size=(5, 3)), rng.dirichlet(np.ones(3), 5)
    expected = np.zeros_like(Z)
    for place in np.ndindex(Z.shape):
        shifted = Z.astype(complex)
        shifted[place] += 1j * STEP
        expected[place] = LOSS[loss](Y, OUTPUT[output](shifted)).imag / STEP
    found = losses.output_delta(kind, backend(OUTPUT[output](Z)), backend(Y))
    np.testing.assert_allclose(to_numpy(found), expected, rtol=1e-10, atol=1e-14)


def test_an_unknown_pair_and_shapes_that_differ_are_named():
    with pytest.raises(ValueError, match="pair of output and loss"):
        losses.output_delta("softmax + quadratik", np.ones((2, 3)), np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"got \(2, 3\) and \(3, 2\)"):
        losses.output_delta("linear + quadratic", np.ones((2, 3)), np.ones((3, 2)))
