"""What every layer is: settings, a way to draw parameters, and a function from inputs to outputs.

A layer holds no numbers. Its parameters and its state (what it remembers without learning it: running means) are plain
dicts and lists of arrays that are handed to it, so that a derivative, a copy or a saved file of a network is one of
nested arrays:

    params, state = layer.init(input_shape, rng=rng)
    outputs, state = layer.apply(params, state, X, train=True, rng=stream)
"""

from dataclasses import dataclass

__all__ = ["Layer", "positive", "product"]


@dataclass(frozen=True)
class Layer:
    """A function of parameters and inputs; subclasses say which.

    Shapes are those of one sample, without the first axis: ``(784,)``, ``(1, 28, 28)``, ``(time, features)``.
    """

    def output_shape(self, input_shape):
        """Return the shape of one output for an input of ``input_shape``.

        Raises
        ------
        ValueError
            If the layer cannot take such inputs.
        """
        return input_shape

    def init(self, input_shape, *, rng, like=None):
        """Draw parameters for inputs of ``input_shape``.

        Parameters
        ----------
        input_shape : tuple of int
        rng : numpy.random.Generator
        like : array, optional
            Parameters have this array's library, data type and device; default NumPy, float64.

        Returns
        -------
        params, state : dicts or lists of arrays, possibly empty
        """
        return {}, {}

    def apply(self, params, state, X, *, train=False, rng=None):
        """Compute the outputs for a batch.

        Parameters
        ----------
        params, state
            As returned by `init`.
        X : array, shape (n, *input_shape)
        train : bool, default False
            While training, batch norm uses the batch's statistics and dropout drops.
        rng : nnlib.random.DeviceStream, optional
            Random numbers for a layer that needs them while training.

        Returns
        -------
        Y : array, shape (n, *output_shape)
        state
            A new one; the argument stays as it is.
        """
        return self.forward(params, X), state

    def forward(self, params, X):
        """Compute the outputs of a layer without state and chance; what most subclasses define."""
        raise NotImplementedError(f"{type(self).__name__} must define forward or apply")


def positive(**sizes):
    """Raise ValueError unless each of the named sizes is a whole number of at least 1."""
    for name, size in sizes.items():
        if not hasattr(size, "__index__") or isinstance(size, bool) or size < 1:
            raise ValueError(f"{name} must be a whole number of at least 1, got {size!r}")


def product(shape):
    """Return the number of elements of an array of ``shape``."""
    size = 1
    for length in shape:
        size *= length
    return size
