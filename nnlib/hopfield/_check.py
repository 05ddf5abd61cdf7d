"""The sentences for bad input to a Hopfield network: weights, states, thresholds, orders, temperature."""

from nnlib._units import check_shape
from nnlib.arrays import as_float, asarray, device, namespace

__all__ = ["check_order", "check_patterns", "check_states", "check_symmetric", "check_temperature", "thresholds"]


def check_symmetric(W):
    """Raise ValueError unless ``W`` is square and symmetric with a zero diagonal; on "meta" only its shape counts."""
    if W.ndim != 2 or W.shape[0] != W.shape[1]:
        raise ValueError(f"W must have shape (N, N), a row and a column a unit, got {tuple(W.shape)}")
    if str(device(W)) == "meta":
        return
    xp = namespace(W)
    asymmetry = _asymmetry(W)
    if asymmetry and not asymmetry <= 1e-6 * float(xp.max(xp.abs(W))):  # not <=, so that NaN does not pass
        raise ValueError(f"W must be symmetric, but |W - Wᵀ| reaches {asymmetry:.3g}; use (W + W.T) / 2")
    if bool(xp.any(xp.linalg.diagonal(W) != 0)):
        raise ValueError("W must have a zero diagonal, for no unit drives itself; use W - np.diag(np.diag(W))")


def _asymmetry(W, block=256):
    """The largest ``|Wᵢⱼ - Wⱼᵢ|``, by blocks of rows that fit the cache: thrice as fast as ``W - W.T`` at once."""
    xp, N = namespace(W), W.shape[0]
    blocks = [(i, min(i + block, N)) for i in range(0, N, block)]
    worst = [xp.max(xp.abs(W[i:j, i:] - W[i:, i:j].T)) for i, j in blocks]
    return float(xp.max(xp.stack(worst))) if worst else 0.0


def check_states(S, N, low):
    """Raise ValueError unless ``S`` has shape (N,) or (n, N) and holds nothing but ``low`` and 1."""
    if low not in (-1, 0):
        raise ValueError(f"low, the state of a unit that is off, must be -1 or 0, got {low}")
    if S.ndim not in (1, 2) or S.shape[-1] != N:
        raise ValueError(f"states must have shape ({N},) or (n, {N}), one unit a column, got {tuple(S.shape)}")
    if str(device(S)) == "meta":
        return
    xp = namespace(S)
    wrong = S[(S != 1) & (low != S)]
    if wrong.shape[0]:
        other = 0 if low == -1 else -1
        way = "2 * s - 1" if low == -1 else "(s + 1) / 2"
        convert = bool(xp.all((S == 1) | (other == S)))
        way = f"yours are {other} and 1: use {way}, or low={other}" if convert else "use np.where(s > 0, 1, low)"
        raise ValueError(f"states must be {low} or 1, got {float(wrong[0]):g}; {way}")


def check_patterns(P):
    """Return the patterns as floating-point numbers.

    Raises
    ------
    ValueError
        Unless ``P`` has shape (p, N) and holds nothing but -1 and 1.
    """
    P = as_float(P)
    if P.ndim != 2 or 0 in P.shape:
        raise ValueError(f"patterns must have shape (p, N), one pattern a row, got {tuple(P.shape)}")
    check_states(P, P.shape[1], -1)
    return P


def check_order(order, N, like):
    """Return the units to visit as an array of int on the device of ``like``.

    Raises
    ------
    ValueError
        If a unit does not exist or comes twice.
    """
    xp = namespace(like)
    order = asarray(order, like=like, dtype=xp.int64)
    if order.ndim != 1:
        raise ValueError(f"an order must have shape (k,), the units to visit, got {tuple(order.shape)}")
    if str(device(order)) == "meta" or order.shape[0] == 0:
        return order
    if int(xp.min(order)) < 0 or int(xp.max(order)) >= N:
        raise ValueError(
            f"an order must name units from 0 to {N - 1}, got {int(xp.min(order))} to {int(xp.max(order))}"
        )
    if xp.unique_values(order).shape != order.shape:
        raise ValueError("an order must name each unit at most once; begin a new sweep for a second visit")
    return order


def check_temperature(T):
    """Raise ValueError unless ``T`` is a positive number."""
    if not T > 0:
        raise ValueError(f"the temperature T must be more than 0, got {T}; for T = 0 use recall or run")


def thresholds(theta, N, like):
    """Return thresholds of shape (N,): zeros if ``theta`` is None."""
    if theta is None:
        return namespace(like).zeros((N,), dtype=like.dtype, device=device(like))
    theta = as_float(theta, like=like)
    check_shape("theta", theta, (N,), "one threshold a unit")
    return theta
