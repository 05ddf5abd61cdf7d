"""Gradient descent, momentum and Nesterov's look-ahead.

With gradient g, velocity v, learning rate η and decay β, the forms of momentum in use are

    inside    v ← βv - ηg         θ ← θ + v
    outside   v ← βv + g          θ ← θ - ηv      (PyTorch's)
    average   v ← βv + (1-β)g     θ ← θ - ηv

They walk the same path as long as η stays constant: ``v_inside = -η v_outside``, and "average" with rate η is
"outside" with rate (1-β)η. When η changes on the way, "inside" still moves with the velocity gathered at the old
rate, the other two at once with the new one.

References
----------
B. T. Polyak (1964), *Some methods of speeding up the convergence of iteration methods*, USSR Comp. Math. 4(5), 1-17.
I. Sutskever et al. (2013), *On the importance of initialization and momentum in deep learning*, ICML.
"""

from math import sqrt

from nnlib import tree
from nnlib._names import look_up
from nnlib.arrays import as_float, namespace
from nnlib.optimizers.rule import check_fraction, from_rule
from nnlib.optimizers.scaled import add_scaled

__all__ = ["best_momentum", "descend", "momentum", "nesterov", "nesterov_step", "sgd"]


def sgd(learning_rate=0.01):
    """Return gradient descent, ``θ ← θ - ηg``: on all samples, on mini-batches or on one sample at a time."""

    def rule(p, g, rate, t):
        add_scaled(p, -rate, g)

    return from_rule(rule, (), learning_rate)


def momentum(learning_rate=0.01, beta=0.9, form="outside"):
    """Return gradient descent with momentum.

    Parameters
    ----------
    learning_rate : float or callable
    beta : float
        The fraction of the velocity that stays; 0 is plain gradient descent.
    form : str
        "inside", "outside" or "average": where the learning rate stands, see above.
    """
    check_fraction(beta=beta)
    return from_rule(look_up(_FORMS, form, "form of momentum")(beta), ("velocity",), learning_rate)


def _inside(beta):
    def rule(p, g, velocity, rate, t):
        velocity *= beta
        add_scaled(velocity, -rate, g)
        p += velocity

    return rule


def _outside(beta, share=1.0):
    def rule(p, g, velocity, rate, t):
        velocity *= beta
        add_scaled(velocity, share, g)
        add_scaled(p, -rate, velocity)

    return rule


def _average(beta):
    return _outside(beta, share=1 - beta)


_FORMS = {"inside": _inside, "outside": _outside, "average": _average}


def nesterov(learning_rate=0.01, beta=0.9):
    """Return Nesterov's momentum in PyTorch's form, ``v ← βv + g, θ ← θ - η(g + βv)``.

    The parameters it moves are the look-ahead points ``θ + βv`` of `nesterov_step`, so the gradient is asked where the
    parameters are, as with all other optimizers.
    """
    check_fraction(beta=beta)

    def rule(p, g, velocity, rate, t):
        velocity *= beta
        velocity += g
        add_scaled(p, -rate, g)
        add_scaled(p, -rate * beta, velocity)

    return from_rule(rule, ("velocity",), learning_rate)


def nesterov_step(parameters, gradient, velocity, learning_rate, beta=0.9):
    """Make one step as Nesterov's method is written, ``v ← βv - η∇f(θ + βv), θ ← θ + v``.

    Parameters
    ----------
    parameters, velocity : trees of arrays
    gradient : callable
        From parameters to the tree of gradients; it is called once, at the look-ahead point.
    learning_rate, beta : float

    Returns
    -------
    parameters, velocity : trees of arrays
    """
    ahead = gradient(tree.map(lambda p, v: p + beta * v, parameters, velocity))
    velocity = tree.map(lambda v, g: beta * v - learning_rate * g, velocity, ahead)
    return tree.map(lambda p, v: p + v, parameters, velocity), velocity


def best_momentum(smallest, largest):
    """Return the learning rate and β with which "inside" or "outside" momentum is fastest on a quadratic bowl.

    Parameters
    ----------
    smallest, largest : float
        Curvatures of the bowl, the extreme eigenvalues of its Hessian.

    Returns
    -------
    learning_rate, beta : float
        ``(2 / (√L + √μ))²`` and ``((√L - √μ) / (√L + √μ))²``; a step shortens the error by √β in the long run.
    """
    if not 0 < smallest <= largest:
        raise ValueError(f"curvatures must be positive, the smaller one first, got {smallest} and {largest}")
    total = sqrt(largest) + sqrt(smallest)
    return (2 / total) ** 2, ((sqrt(largest) - sqrt(smallest)) / total) ** 2


def descend(gradient, start, optimizer, steps):
    """Return the path of a descent.

    Parameters
    ----------
    gradient : callable
        From a point to the gradient there, as made by `nnlib.autodiff.grad`.
    start : array or float
    optimizer : Optimizer
    steps : int

    Returns
    -------
    array, shape (steps + 1, …)
        The start and the point after each step.
    """
    x = as_float(start)
    path, state = [x], optimizer.init(x)
    for _ in range(steps):
        x, state = optimizer.update(x, gradient(x), state)
        path.append(x)
    return namespace(x).stack(path)
