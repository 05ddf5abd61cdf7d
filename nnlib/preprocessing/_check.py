"""What all of preprocessing asks of data: rows of numbers, as many columns in every set, of one library."""

from nnlib.arrays import as_float, namespace

__all__ = ["check_finite", "tables"]


def tables(*sets):
    """Return the data sets as floating-point arrays.

    Raises
    ------
    TypeError
        If they are of different libraries, or no numbers.
    ValueError
        If one has no shape (n, d), the numbers of columns differ, or the first has no rows.
    """
    sets = [as_float(X) for X in sets]
    namespace(*sets)
    for X in sets:
        if X.ndim != 2:
            raise ValueError(
                f"data must have shape (n, d), one sample a row, got {tuple(X.shape)}; X[:, None] is a column"
            )
        if X.shape[1] != sets[0].shape[1]:
            raise ValueError(f"expected {sets[0].shape[1]} columns as in the first set, got {X.shape[1]}")
    if sets[0].shape[0] == 0:
        raise ValueError(f"expected at least one training sample, got shape {tuple(sets[0].shape)}")
    return sets


def check_finite(X):
    """Raise ValueError if ``X`` has a nan or an infinity, and say in which columns."""
    xp = namespace(X)
    if str(X.device) != "meta" and not bool(xp.all(xp.isfinite(X))):
        columns = [int(j) for j in range(X.shape[1]) if not bool(xp.all(xp.isfinite(X[:, j])))]
        raise ValueError(
            f"data must be finite, got nan or inf in columns {columns}; nnlib.preprocessing.impute fills missing values"
        )
