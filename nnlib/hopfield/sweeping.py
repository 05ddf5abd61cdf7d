"""Visit the units one after the other, for many probes at once, at the speed of matrix products.

The local fields of a block of units are computed by one product; inside the block each change of a unit is passed on
to the fields of the block alone (a rank-one update); the rest of the network hears of all changes when the next block
asks for its fields. The result is that of visiting one unit at a time.

A unit goes up where its field exceeds ``up``, down where it is below ``down``, and stays in between. That serves both
dynamics: ``up = down = θ`` (but for rounding errors) is the deterministic unit, and a threshold with logistic noise,
``θ + T log(u / (1 - u)) / 2``, is the stochastic unit at temperature T.

Assignment to rows named by an array of integers goes beyond the array API standard; NumPy and torch have it.
"""

from nnlib.arrays import namespace

__all__ = ["BLOCK", "sweep"]

BLOCK = 64  # units; the products gain with larger blocks, the updates inside them lose


def sweep(W, S, order, up, down, low):
    """Visit the units in ``order`` once.

    Parameters
    ----------
    W : Dense or Factored
    S : array, shape (N, n)
        States, one probe a column; changed in place.
    order : array of int, shape (k,)
        Each unit at most once.
    up, down : arrays, shape (N, 1) or (N, n)
        Thresholds.
    low : -1 or 0
    """
    kept = W.begin(S)
    for start in range(0, order.shape[0], BLOCK):
        units = order[start : min(start + BLOCK, order.shape[0])]
        change = _visit(W, S, units, kept, up, down, low)
        kept = W.proceed(kept, units, change)


def _visit(W, S, units, kept, up, down, low):
    xp = namespace(S)
    before = xp.take(S, units, axis=0)  # (k, n)
    fields = W.block_fields(units, kept, before)
    coupling = W.among(units)
    up, down = xp.take(up, units, axis=0), xp.take(down, units, axis=0)
    on, off = xp.ones_like(before[0, :]), xp.full_like(before[0, :], low)
    after = xp.empty_like(before)
    for j in range(units.shape[0]):
        after[j, :] = xp.where(fields[j, :] > up[j, :], on, xp.where(fields[j, :] < down[j, :], off, before[j, :]))
        fields[j + 1 :, :] += coupling[j + 1 :, j, None] * (after[j, :] - before[j, :])
    S[units, :] = after
    return after - before
