"""Rosenblatt's rule, ``Δw = η (t - y) x``, and the delta rule, its smooth relative, ``Δw = η (t - y) f'(a) x``.

References
----------
F. Rosenblatt (1958), *The perceptron*, Psychological Review 65(6), 386-408.
B. Widrow, M. E. Hoff (1960), *Adaptive switching circuits*, IRE WESCON Convention Record 4, 96-104.
"""

from nnlib.arrays import as_float, asarray, namespace
from nnlib.perceptron.unit import augment, step

__all__ = ["check_targets", "delta_rule_gradient", "perceptron_step", "train_perceptron"]


def perceptron_step(w, x, t, eta=1.0):
    """Return the weights after one sample by Rosenblatt's rule, ``w + η (t - y) x``.

    Parameters
    ----------
    w, x : arrays, shape (d,)
        Weights and one sample, both with the threshold's component.
    t : 0 or 1
        The target.
    eta : float, default 1
        The learning rate.
    """
    w = as_float(w)
    x = as_float(x, like=w)
    error = asarray(t - step(x @ w), like=w)
    return w + eta * error * x


def train_perceptron(X, t, max_epochs=100, *, eta=1.0):
    """Go through the samples in order, by Rosenblatt's rule, until an epoch without an error.

    Parameters
    ----------
    X : array, shape (n, d)
        Without the fixed input.
    t : array, shape (n,)
        Targets 0 and 1.
    max_epochs : int

    Returns
    -------
    w : array, shape (d + 1,)
        ``w[0]`` is the threshold.
    n_updates : int
    errors_per_epoch : list of int
        The last one is 0 if the training converged.
    """
    X = augment(X)
    t = check_targets(t, X)
    w, n_updates, errors_per_epoch = 0 * X[0], 0, []
    for _ in range(max_epochs):
        errors = 0
        for x, target in zip(X, t, strict=True):
            error = target - step(x @ w)
            if error != 0:
                w = w + eta * asarray(error, like=w) * x
                errors += 1
        n_updates += errors
        errors_per_epoch.append(errors)
        if errors == 0:
            break
    return w, n_updates, errors_per_epoch


def delta_rule_gradient(X, t, w, f, df):
    """Return the gradient of the mean of ``½ (t - f(Xw))²`` with respect to ``w``.

    Parameters
    ----------
    X : array, shape (n, d)
    t : array, shape (n,)
    w : array, shape (d,)
    f, df : callables
        The activation function and its derivative.

    Returns
    -------
    array, shape (d,)
    """
    X = as_float(X)
    t, w = as_float(t, like=X), as_float(w, like=X)
    a = X @ w  # (n,)
    return ((f(a) - t) * df(a)) @ X / X.shape[0]


def check_targets(t, X):
    """Return the targets as integers in the library of X; raise ValueError unless there is a 0 or 1 for each row."""
    xp = namespace(X)
    t = asarray(t, like=X, dtype=xp.int64)
    if t.shape != (X.shape[0],):
        raise ValueError(f"t must have shape ({X.shape[0]},), one target a sample, got {tuple(t.shape)}")
    if not bool(xp.all((t == 0) | (t == 1))):
        raise ValueError("targets must be 0 or 1; if yours are -1 and 1, use (t + 1) // 2")
    return t
