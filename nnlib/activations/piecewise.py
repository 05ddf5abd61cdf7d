"""Activation functions made of straight or bent pieces: cheap, with kinks.

Each is a row of the table of derivatives: above it the partial derivatives, by the input and by the parameter.

References
----------
V. Nair, G. Hinton (2010), *Rectified linear units improve restricted Boltzmann machines*, ICML.
K. He et al. (2015), *Delving deep into rectifiers*, ICCV (PReLU).
A. Howard et al. (2019), *Searching for MobileNetV3*, ICCV (ReLU6, hard swish).
"""

from nnlib.autodiff import elementwise
from nnlib.autodiff.plain import choose, indicator, library
from nnlib.autodiff.primitives import relu

__all__ = ["hard_swish", "identity", "leaky_relu", "prelu", "relu", "relu6", "step"]


@elementwise(1)
def identity(x):
    """Return x: for outputs that may be any number."""
    return x


@elementwise(None)
def step(x):
    """Return 1 where x > 0 and 0 elsewhere (so 0 at a tie); its derivative is 0, which is why it cannot be trained."""
    return indicator(x > 0, x)


@elementwise(
    lambda out, x, slope: choose(x > 0, indicator(x > 0, x), slope),
    lambda out, x, slope: choose(x > 0, 0.0 * x, x),
)
def leaky_relu(x, slope=0.01):
    """Return x where it is positive, else ``slope`` · x: a unit that cannot die.

    Parameters
    ----------
    x : array
    slope : float or array that broadcasts against ``x``
        May be differentiated, see `prelu`.
    """
    return library(x, slope).where(x > 0, x, slope * x)


def prelu(x, slope=0.25):
    """Return `leaky_relu` with a ``slope`` that is learned: one for all units, or one for each, shape (units,)."""
    return leaky_relu(x, slope)


@elementwise(lambda out, x: indicator((x > 0) & (x < 6), x))
def relu6(x):
    """Return x between 0 and 6, else the nearer of them: ReLU that also fits into few bits."""
    xp = library(x)
    return xp.minimum(xp.maximum(x, 0.0), 6.0)


@elementwise(lambda out, x: choose((x > -3) & (x < 3), x / 3 + 0.5, indicator(x > 0, x)))
def hard_swish(x):
    """Return x · relu6(x + 3) / 6, `swish` in straight lines and one parabola."""
    return x * relu6(x + 3) / 6
