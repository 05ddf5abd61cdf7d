"""Trust, but check: compare gradients with central differences, number by number.

    n = (f(θ + h) - f(θ - h)) / 2h            relative error  |a - n| / max(|a|, |n|, 1e-8)

a is the gradient in question. The floor of 1e-8 keeps two tiny slopes from looking different.

References
----------
Stanford CS231n, *Neural networks 3: gradient checks*, https://cs231n.github.io/neural-networks-3/.
"""

from nnlib.arrays import namespace
from nnlib.autodiff.finite_difference import gradient

__all__ = ["grad_check", "grad_errors"]

FLOOR = 1e-8


def grad_errors(f, params, grads, h=1e-6):
    """Return the relative error of every number in ``grads``: a list of arrays shaped as ``params``.

    Parameters
    ----------
    f : function
        Takes a list of arrays shaped as ``params``, returns one number.
    params, grads : lists of arrays
        Where, and what is claimed to be the gradient there.
    h : float
        Step of the central differences.
    """
    errors = []
    for k, (param, claimed) in enumerate(zip(params, grads, strict=True)):
        found = gradient(lambda p, k=k: f([*params[:k], p, *params[k + 1 :]]), param, h)
        xp = namespace(param)
        larger = xp.maximum(abs(claimed), abs(found))
        errors.append(abs(claimed - found) / xp.where(larger > FLOOR, larger, FLOOR))
    return errors


def grad_check(f, params, grads, h=1e-6):
    """Return the largest of `grad_errors`, a number: about 1e-7 if all is well, above 1e-3 if something is wrong."""
    return max(float(namespace(error).max(error)) for error in grad_errors(f, params, grads, h))
