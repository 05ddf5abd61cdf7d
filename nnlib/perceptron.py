"""The perceptron: a threshold unit, Rosenblatt's rule, the delta rule, and what they can and cannot do.

The unit fires when its weighted input exceeds the threshold, ``y = step(w·x - θ)``. Putting the threshold among the
weights, ``w[0] = θ`` on a fixed input ``x[0] = -1``, leaves ``y = step(w·x)``, and the rule learns it as any weight:

    Δw = η (t - y) x

References
----------
F. Rosenblatt (1958), *The perceptron*, Psychological Review 65(6), 386-408.
A. B. J. Novikoff (1962), *On convergence proofs on perceptrons*, Symposium on the Mathematical Theory of Automata.
B. Widrow, M. E. Hoff (1960), *Adaptive switching circuits*, IRE WESCON Convention Record 4, 96-104.
"""

from nnlib.arrays import as_float, asarray, namespace

__all__ = [
    "GATES",
    "augment",
    "decision_line",
    "delta_rule_gradient",
    "full_adder",
    "gate",
    "half_adder",
    "mistake_bound",
    "perceptron_step",
    "predict",
    "separable_dichotomies",
    "step",
    "train_perceptron",
]

# w and b of a unit step(w·x + b) for each gate; NAND's are those of Nielsen, ch. 1.
GATES = {
    "AND": ((1.0, 1.0), -1.5),
    "OR": ((1.0, 1.0), -0.5),
    "NAND": ((-2.0, -2.0), 3.0),
    "NOR": ((-1.0, -1.0), 0.5),
}


def step(a):
    """Return 1 where ``a > 0`` and 0 elsewhere (so 0 at a tie), as integers of the shape of ``a``."""
    a = as_float(a)
    xp = namespace(a)
    return xp.astype(a > 0, xp.int64)


def augment(X):
    """Put the fixed input -1 before each sample.

    Parameters
    ----------
    X : array, shape (n, d)

    Returns
    -------
    array, shape (n, d + 1)
    """
    X = as_float(X)
    if X.ndim != 2:
        raise ValueError(f"X must have shape (n, d), one sample a row, got {tuple(X.shape)}; X[None] makes one row")
    xp = namespace(X)
    return xp.concat([-xp.ones_like(X[:, :1]), X], axis=1)


def predict(X, w):
    """Return the output of a threshold unit for each sample.

    Parameters
    ----------
    X : array, shape (n, d)
    w : array, shape (d + 1,)
        ``w[0]`` is the threshold, on the fixed input -1.

    Returns
    -------
    array of int, shape (n,)
        0 or 1.
    """
    X = augment(X)
    w = as_float(w, like=X)
    if w.shape != (X.shape[1],):
        raise ValueError(
            f"w must have shape ({X.shape[1]},), a threshold and {X.shape[1] - 1} weights, got {tuple(w.shape)}"
        )
    return step(X @ w)


def gate(name):
    """Return weights ``w`` (two numbers) and bias ``b`` with which ``step(w·x + b)`` is the gate ``name``.

    Raises
    ------
    ValueError
        If no single unit can be that gate (XOR), or the name is unknown.
    """
    if name not in GATES:
        reason = "no single threshold unit computes it" if name in ("XOR", "XNOR") else "unknown gate"
        raise ValueError(f"{name}: {reason}; expected one of {', '.join(GATES)}")
    return GATES[name]


def half_adder(a, b, nand):
    """Add two bits with five NAND gates.

    Parameters
    ----------
    a, b : 0 or 1
    nand : callable
        ``nand(a, b)`` returns 0 or 1.

    Returns
    -------
    tuple
        The sum bit and the carry bit.
    """
    either = nand(a, b)
    total = nand(nand(a, either), nand(b, either))
    return total, nand(either, either)


def full_adder(a, b, carry, nand):
    """Add three bits by NAND gates alone; return the sum bit and the carry bit."""
    partial, first = half_adder(a, b, nand)
    total, second = half_adder(partial, carry, nand)
    return total, nand(nand(first, first), nand(second, second))


def decision_line(w, theta, x1):
    """Return the height x2 of the line on which ``w·x = θ``.

    Parameters
    ----------
    w : array, shape (2,)
    theta : float
        The threshold.
    x1 : array, shape (k,)

    Returns
    -------
    array, shape (k,)
        ``-(w1 / w2) x1 + θ / w2``.

    Raises
    ------
    ValueError
        If ``w[1]`` is 0: the line is vertical.
    """
    x1 = as_float(x1)
    if w[1] == 0:
        raise ValueError("w[1] is 0: the line is vertical, at x1 = θ / w[0], and has no height x2")
    return -(w[0] / w[1]) * x1 + theta / w[1]


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
    return w + eta * (t - step(x @ w)) * x


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
    t = _check_targets(t, X)
    w, n_updates, errors_per_epoch = 0 * X[0], 0, []
    for _ in range(max_epochs):
        errors = 0
        for x, target in zip(X, t, strict=True):
            error = target - step(x @ w)
            if error != 0:
                w = w + eta * error * x
                errors += 1
        n_updates += errors
        errors_per_epoch.append(errors)
        if errors == 0:
            break
    return w, n_updates, errors_per_epoch


def _check_targets(t, X):
    xp = namespace(X)
    t = asarray(t, like=X, dtype=xp.int64)
    if t.shape != (X.shape[0],):
        raise ValueError(f"t must have shape ({X.shape[0]},), one target a sample, got {tuple(t.shape)}")
    if not bool(xp.all((t == 0) | (t == 1))):
        raise ValueError("targets must be 0 or 1; if yours are -1 and 1, use (t + 1) // 2")
    return t


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


def mistake_bound(X, t, w):
    """Return Novikoff's bound ``(R / γ)²`` on the number of updates, from a separating ``w``.

    Parameters
    ----------
    X : array, shape (n, d)
        Without the fixed input.
    t : array, shape (n,)
        Targets 0 and 1.
    w : array, shape (d + 1,)
        Any separating weights; the best bound comes from those of largest margin.

    Raises
    ------
    ValueError
        If ``w`` does not separate the samples.
    """
    X = augment(X)
    xp, t = namespace(X), _check_targets(t, X)
    w = as_float(w, like=X)
    signs = xp.astype(2 * t - 1, X.dtype)
    gamma = float(xp.min(signs * (X @ w))) / float(w @ w) ** 0.5
    if gamma <= 0:
        raise ValueError(f"w does not separate the samples: the smallest margin is {gamma:.3g}, expected more than 0")
    return float(xp.max(xp.sum(X * X, axis=1))) / gamma**2


def separable_dichotomies(n, d):
    """Return the fraction of the 2ⁿ labelings of n points in general position in d dimensions (no bias) that a
    threshold unit can learn: ``2¹⁻ⁿ Σ_{k<d} C(n-1, k)``.

    It is 1 up to n = d and exactly one half at n = 2 d, the capacity.

    References
    ----------
    T. M. Cover (1965), *Geometrical and statistical properties of systems of linear inequalities*, IEEE Trans. EC-14.
    """
    from math import comb

    if n < 1 or d < 1:
        raise ValueError(f"n and d must be at least 1, got n={n}, d={d}")
    return sum(comb(n - 1, k) for k in range(min(d, n))) / 2 ** (n - 1)
