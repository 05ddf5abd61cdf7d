"""One step of each method as its paper writes it: parameters and memory in, parameters and memory out.

`nnlib.optimizers.adam` and its like do the same for a whole network and keep the memory themselves; here everything is
in the open, for one array of parameters.

References
----------
See `nnlib.optimizers.descent` and `nnlib.optimizers.adaptive`.
"""

__all__ = ["adagrad_step", "adam_step", "momentum_step", "rmsprop_step"]


def momentum_step(w, g, v, lr, beta, form="outside"):
    """Return parameters and velocity after a step of momentum.

    Parameters
    ----------
    w, g, v : arrays of one shape
        Parameters, gradient there, velocity (zeros at first).
    lr, beta : float
    form : str
        "inside", "outside" or "average", as in `nnlib.optimizers.momentum`.
    """
    if form == "inside":
        v = beta * v - lr * g
        return w + v, v
    if form not in ("outside", "average"):
        raise ValueError(f"form must be inside, outside or average, got {form}")
    v = beta * v + (g if form == "outside" else (1 - beta) * g)
    return w - lr * v, v


def adagrad_step(w, g, s, lr, eps=1e-10):
    """Return parameters and the sum of squared gradients after a step of AdaGrad."""
    s = s + g * g
    return w - lr * g / (s**0.5 + eps), s


def rmsprop_step(w, g, s, lr, beta=0.9, eps=1e-8):
    """Return parameters and the mean squared gradient after a step of RMSProp."""
    s = beta * s + (1 - beta) * g * g
    return w - lr * g / (s**0.5 + eps), s


def adam_step(w, g, m, v, t, lr=0.001, b1=0.9, b2=0.999, eps=1e-8):
    """Return parameters, mean and mean square of the gradient after step t = 1, 2, … of Adam."""
    m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g
    return w - lr * (m / (1 - b1**t)) / ((v / (1 - b2**t)) ** 0.5 + eps), m, v
