"""Convolution and pooling layers, for pictures of shape (channels, height, width).

A convolution looks at every place through the same small window, with the same weights; pooling keeps one number of
each window. ``(height + 2 padding - window) // stride + 1`` rows come out.

References
----------
Y. LeCun, L. Bottou, Y. Bengio, P. Haffner (1998), *Gradient-based learning applied to document recognition*,
Proceedings of the IEEE 86(11), 2278-2324.
"""

from dataclasses import dataclass

from nnlib import activations, initializers
from nnlib.autodiff.primitives import avg_pool2d, conv2d, max_pool2d
from nnlib.layers.layer import Layer, positive

__all__ = ["AveragePool2D", "Conv2D", "MaxPool2D"]


@dataclass(frozen=True)
class Conv2D(Layer):
    """Convolve pictures with learned kernels (strictly, cross-correlate, as everywhere in this field).

    Parameters
    ----------
    filters : int
        Channels that come out.
    size : int
        Height and width of the kernels.
    activation : str or callable, optional
    stride : int, default 1
    padding : int or "same", default 0
        Rows and columns of zeros on each side; "same" keeps height and width (odd size, stride 1).
    initializer : str or callable

    Notes
    -----
    Parameters are ``W`` of shape (filters, channels, size, size) and ``b`` of shape (filters,).
    """

    filters: int
    size: int
    activation: object = None
    stride: int = 1
    padding: object = 0
    initializer: object = "glorot_uniform"

    def __post_init__(self):
        positive(filters=self.filters, size=self.size, stride=self.stride)
        if self.padding == "same" and (self.size % 2 == 0 or self.stride != 1):
            raise ValueError(
                f"padding 'same' needs an odd size and stride 1, got size {self.size} and stride {self.stride}"
            )
        if self.activation is not None:
            activations.get(self.activation)

    @property
    def _margin(self):
        return self.size // 2 if self.padding == "same" else self.padding

    def output_shape(self, input_shape):
        return (self.filters, *_windows(input_shape, self.size, self.stride, self._margin))

    def init(self, input_shape, *, rng, like=None):
        shape = (self.filters, input_shape[0], self.size, self.size)
        W = initializers.get(self.initializer)(shape, rng=rng, like=like)
        return {"W": W, "b": initializers.zeros((self.filters,), like=like)}, {}

    def forward(self, params, X):
        Z = conv2d(X, params["W"], params["b"], self.stride, self._margin)
        return Z if self.activation is None else activations.get(self.activation)(Z)


@dataclass(frozen=True)
class _Pool2D(Layer):
    size: int = 2
    stride: object = None

    def __post_init__(self):
        positive(size=self.size, stride=self.stride or self.size)

    def output_shape(self, input_shape):
        return (input_shape[0], *_windows(input_shape, self.size, self.stride or self.size, 0))


@dataclass(frozen=True)
class MaxPool2D(_Pool2D):
    """Keep the largest number of each window.

    Parameters
    ----------
    size : int, default 2
    stride : int, optional
        Default: ``size``, windows side by side.
    """

    def forward(self, params, X):
        return max_pool2d(X, self.size, self.stride)


@dataclass(frozen=True)
class AveragePool2D(_Pool2D):
    """Keep the mean of each window; parameters as in `MaxPool2D`."""

    def forward(self, params, X):
        return avg_pool2d(X, self.size, self.stride)


def _windows(input_shape, size, stride, padding):
    """How many windows fit, vertically and horizontally."""
    if len(input_shape) != 3:
        raise ValueError(
            f"expects samples of shape (channels, height, width), got {input_shape}; put Reshape((1, 28, 28)) before it"
        )
    counts = tuple((length + 2 * padding - size) // stride + 1 for length in input_shape[1:])
    if min(counts) < 1:
        raise ValueError(f"a window of {size} × {size} does not fit into pictures of shape {input_shape}; pad them")
    return counts
