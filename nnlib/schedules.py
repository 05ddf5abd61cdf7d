"""Learning-rate schedules: functions of the step t = 0, 1, 2, …, to be given to an optimizer as its learning rate.

Warm-up comes first where it is used; what it leads to starts counting when it ends:

    >>> from nnlib.schedules import cosine, warm_up
    >>> rate = warm_up(cosine(0.1, steps=100), steps=10)
    >>> [round(rate(t), 3) for t in (0, 5, 10, 60, 110)]
    [0.0, 0.05, 0.1, 0.05, 0.0]

Whether a step is an update or an epoch is decided by who counts.

References
----------
L. Bottou (2012), *Stochastic gradient descent tricks*, Neural Networks: Tricks of the Trade (1/t).
L. N. Smith (2017), *Cyclical learning rates for training neural networks*, WACV.
I. Loshchilov, F. Hutter (2017), *SGDR: stochastic gradient descent with warm restarts*, ICLR, equation 5 (cosine).
P. Goyal et al. (2017), *Accurate, large minibatch SGD*, section 2.2 (warm-up).
"""

import math

from nnlib._names import look_up

__all__ = [
    "constant",
    "cosine",
    "cyclic",
    "exponential",
    "get",
    "inverse",
    "inverse_sqrt",
    "linear",
    "step",
    "warm_up",
]


def constant(rate):
    """Return the schedule that stays at ``rate``."""
    _check(rate=rate)
    return lambda t: rate


def step(rate, every, factor=0.1):
    """Return the schedule that multiplies by ``factor`` after each ``every`` steps: ``rate · factor^⌊t/every⌋``."""
    _check(rate=rate, every=every, factor=factor)
    return lambda t: rate * factor ** (t // every)


def linear(rate, steps, final=0.0):
    """Return the schedule that goes from ``rate`` to ``final`` in a straight line of ``steps`` steps and stays."""
    _check(rate=rate, steps=steps)
    return lambda t: rate + (final - rate) * min(t / steps, 1)


def exponential(rate, factor):
    """Return the schedule that multiplies by ``factor`` at each step: ``rate · factorᵗ``."""
    _check(rate=rate, factor=factor)
    return lambda t: rate * factor**t


def inverse(rate, decay):
    """Return the schedule ``rate / (1 + decay · t)``, which falls as 1/t in the long run."""
    _check(rate=rate, decay=decay)
    return lambda t: rate / (1 + decay * t)


def inverse_sqrt(rate, decay):
    """Return the schedule ``rate / √(1 + decay · t)``, which falls as 1/√t in the long run."""
    _check(rate=rate, decay=decay)
    return lambda t: rate / math.sqrt(1 + decay * t)


def cyclic(low, high, half_period):
    """Return the schedule that climbs from ``low`` to ``high`` in ``half_period`` steps, falls in as many, …"""
    _check(high=high, half_period=half_period)
    if not 0 <= low <= high:
        raise ValueError(f"low must lie between 0 and high, got {low} and {high}")
    return lambda t: high - (high - low) * abs(t / half_period % 2 - 1)


def cosine(rate, steps, final=0.0):
    """Return the schedule that falls from ``rate`` to ``final`` along half a cosine of ``steps`` steps and stays."""
    _check(rate=rate, steps=steps)
    return lambda t: final + (rate - final) * (1 + math.cos(math.pi * min(t / steps, 1))) / 2


def warm_up(schedule, steps, start=0.0):
    """Return the schedule that climbs in ``steps`` steps from ``start`` to where ``schedule`` begins, then follows it.

    Parameters
    ----------
    schedule : callable or float
    steps : int
    start : float
    """
    _check(steps=steps)
    follow = schedule if callable(schedule) else constant(schedule)
    climb = linear(start, steps, final=follow(0)) if start else lambda t: follow(0) * t / steps
    return lambda t: climb(t) if t < steps else follow(t - steps)


_BY_NAME = {f.__name__: f for f in (constant, step, linear, exponential, inverse, inverse_sqrt, cyclic, cosine)}


def get(name, *arguments, **settings):
    """Return the schedule ``name`` with its arguments.

    Raises
    ------
    ValueError
        If the name is unknown; the sentence says what was probably meant.
    """
    return look_up(_BY_NAME, name, "schedule")(*arguments, **settings)


def _check(**settings):
    for name, value in settings.items():
        if not 0 < value < math.inf:
            raise ValueError(f"{name} must be a positive number, got {value}")
