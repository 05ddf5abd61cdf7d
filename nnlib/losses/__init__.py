"""Losses: one number for how far outputs are from their targets, the less the better.

The target comes first, as in ``loss(Y, A)``; A are activations (outputs), Z are logits, the numbers that go into the
last activation function. Every loss is a mean over the n samples, and (but for `mse`) a sum over the outputs:

===================================  =====================================  =====================  =================
loss                                 formula                                behind                 ∂C/∂Z
===================================  =====================================  =====================  =================
`quadratic`                          1/2n Σ (a - y)²                        identity               (A - Y)/n
`mse`                                1/nk Σ (a - y)²                        identity               2(A - Y)/nk
`binary_cross_entropy`               -1/n Σ y log a + (1 - y) log(1 - a)    sigmoid                (A - Y)/n
`categorical_cross_entropy`          -1/n Σ y log a                         softmax                (A - Y)/n
`hinge`                              1/n Σ max(0, 1 - (2y - 1) z)           identity               0 or ±1/n
===================================  =====================================  =====================  =================

The cross-entropies also exist ``…_logits``: the same number from Z, which stays exact where the activation is 0 or 1
to rounding, up to |z| = 10⁴ and beyond. `output_delta` is ∂C/∂Z by its formula, also where the quadratic loss stands
behind a sigmoid or a softmax and nothing cancels.

    >>> import numpy as np
    >>> from nnlib import losses
    >>> Y, Z = np.array([[1.0]]), np.array([[-10_000.0]])
    >>> losses.binary_cross_entropy_logits(Y, Z)
    np.float64(10000.0)

References
----------
M. Nielsen (2015), *Neural networks and deep learning*, chapter 3.
"""

from nnlib._names import look_up
from nnlib.losses.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_logits,
    categorical_cross_entropy,
    categorical_cross_entropy_logits,
)
from nnlib.losses.distance import hinge, mse, quadratic
from nnlib.losses.pairing import PAIRS, output_delta
from nnlib.losses.targets import check_targets

__all__ = [
    "MATCHING",
    "ON_LOGITS",
    "PAIRS",
    "binary_cross_entropy",
    "binary_cross_entropy_logits",
    "categorical_cross_entropy",
    "categorical_cross_entropy_logits",
    "check_targets",
    "get",
    "hinge",
    "mse",
    "output_delta",
    "quadratic",
]

# The loss for which an output's derivative cancels, leaving (A - Y)/n.
MATCHING = {"identity": quadratic, "sigmoid": binary_cross_entropy, "softmax": categorical_cross_entropy}

# An activation and its loss → the same number, computed from logits.
ON_LOGITS = {
    ("sigmoid", "binary_cross_entropy"): binary_cross_entropy_logits,
    ("softmax", "categorical_cross_entropy"): categorical_cross_entropy_logits,
}

_BY_NAME = {
    f.__name__: f
    for f in (
        quadratic,
        mse,
        binary_cross_entropy,
        binary_cross_entropy_logits,
        categorical_cross_entropy,
        categorical_cross_entropy_logits,
        hinge,
    )
}


def get(loss):
    """Return the loss of that name; a function is returned unchanged.

    Raises
    ------
    ValueError
        If the name is unknown; the sentence says what was probably meant.
    """
    return loss if callable(loss) else look_up(_BY_NAME, loss, "loss")
