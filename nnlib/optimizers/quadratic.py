"""Momentum on a quadratic bowl, where it can be computed how fast it is.

Along a direction of curvature h the gradient is hw, and a step of momentum leads from the last two places to the next:

    (wₖ₊₁, wₖ) = R (wₖ, wₖ₋₁),    R = [[1 + β - ηh, -β], [1, 0]]

In the long run a step multiplies the error by the spectral radius of R, the larger modulus of its two eigenvalues,
which solve z² - (1 + β - ηh) z + β = 0.

References
----------
G. Goh (2017), *Why momentum really works*, Distill, doi:10.23915/distill.00006.
"""

from nnlib.arrays import as_float, namespace

__all__ = ["spectral_radius"]


def spectral_radius(lr, beta, h):
    """Return by what factor a step of momentum shortens the error on ½hw² in the long run.

    Parameters
    ----------
    lr, beta, h : float or arrays that broadcast
        Learning rate, decay of the velocity, curvature.

    Returns
    -------
    array
        √β where the eigenvalues are complex (the walk swings around the minimum); from 1 on it does not converge.
    """
    half = as_float((1 + beta - lr * h) / 2)
    xp = namespace(half)
    inside = half * half - beta  # under the root of the solution of the quadratic equation
    real = xp.abs(half) + xp.sqrt(xp.clip(inside, min=0.0))
    return xp.where(inside >= 0, real, as_float(beta + 0 * half) ** 0.5)
