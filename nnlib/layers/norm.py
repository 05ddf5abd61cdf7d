"""Batch and layer normalization: mean 0 and variance 1, then a learned scale γ and shift β.

    Y = γ (X - μ) / √(σ² + ε) + β

Batch norm takes μ and σ² of each feature over the samples (and, for pictures, the pixels) of a mini-batch while it
trains, and running averages of them afterwards; layer norm takes them of each sample over its last axis, always.

References
----------
S. Ioffe, C. Szegedy (2015), *Batch normalization*, ICML, algorithms 1 and 2.
J. L. Ba, J. R. Kiros, G. E. Hinton (2016), *Layer normalization*, arXiv:1607.06450.
"""

from dataclasses import dataclass

from nnlib import initializers, tree
from nnlib.arrays import namespace
from nnlib.autodiff import detach
from nnlib.autodiff.primitives import batch_norm, layer_norm
from nnlib.layers.layer import Layer, product

__all__ = ["BatchNorm", "LayerNorm"]


@dataclass(frozen=True)
class BatchNorm(Layer):
    """Normalize each feature over the mini-batch (each channel, for pictures).

    Parameters
    ----------
    eps : float, default 1e-5
        ε, added to the variance.
    rho : float, default 0.1
        Share of the newest batch in the running averages. The running variance is the unbiased one (PyTorch's habit);
        of a single number, 0.
    """

    eps: float = 1e-5
    rho: float = 0.1

    def output_shape(self, input_shape):
        if not input_shape:
            raise ValueError("expected samples with at least one feature, got single numbers; reshape X to (n, 1)")
        return input_shape

    def init(self, input_shape, *, rng, like=None):
        n = input_shape[0]
        params = {"gamma": initializers.zeros((n,), like=like) + 1, "beta": initializers.zeros((n,), like=like)}
        return params, {
            "mean": initializers.zeros((n,), like=like),
            "variance": initializers.zeros((n,), like=like) + 1,
        }

    def apply(self, params, state, X, *, train=False, rng=None):
        if not train:
            scale = params["gamma"] / (state["variance"] + self.eps) ** 0.5
            return _spread(scale, X) * (X - _spread(state["mean"], X)) + _spread(params["beta"], X), state
        return batch_norm(X, params["gamma"], params["beta"], self.eps), self._averaged(state, detach(X))

    def _averaged(self, state, X):
        xp, axes = namespace(X), (0, *range(2, X.ndim))
        count = product(X.shape) // X.shape[1]
        variance = xp.var(X, axis=axes) * (count / max(count - 1, 1))
        newest = {"mean": xp.mean(X, axis=axes), "variance": variance}
        return tree.map(lambda old, new: (1 - self.rho) * old + self.rho * new, state, newest)


def _spread(feature, X):
    """One number for each feature, turned to lie along axis 1 of ``X``."""
    return namespace(feature).reshape(feature, (1, -1, *[1] * (X.ndim - 2)))


@dataclass(frozen=True)
class LayerNorm(Layer):
    """Normalize each sample over its last axis.

    Parameters
    ----------
    eps : float, default 1e-5
        ε, added to the variance.
    """

    eps: float = 1e-5

    def init(self, input_shape, *, rng, like=None):
        zeros = initializers.zeros(input_shape[-1:], like=like)
        return {"gamma": zeros + 1, "beta": zeros}, {}

    def forward(self, params, X):
        return layer_norm(X, params["gamma"], params["beta"], self.eps)
