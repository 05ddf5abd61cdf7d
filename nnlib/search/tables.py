"""Random search on plain arrays: places in, a table of trials out."""

from nnlib.arrays import namespace
from nnlib.search.space import log_uniform

__all__ = ["random_search"]


def random_search(objective, lo, hi, U):
    """Try settings that are spread on logarithmic scales.

    Parameters
    ----------
    objective : callable
        From settings (k,) to a number, the less the better; nan if the trial came to nothing.
    lo, hi : arrays, shape (k,)
        The ends of each setting's range, above 0.
    U : array, shape (budget, k)
        A row for each trial: places between 0 and 1, at random in a random search.

    Returns
    -------
    best : array, shape (k,)
        The settings with the lowest score.
    table : array, shape (budget, k + 1)
        The settings of each trial, and its score.
    """
    xp, V = namespace(U), log_uniform(lo, hi, U)
    scores = xp.asarray([float(objective(V[i, :])) for i in range(V.shape[0])], dtype=V.dtype)
    best = xp.argmin(xp.where(xp.isnan(scores), xp.inf, scores))
    return V[best, :], xp.concat([V, scores[:, None]], axis=1)
