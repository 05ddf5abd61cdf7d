"""Which samples are for what: splits, folds, and mini-batches that hold every class.

Everything here returns indices, so one call serves inputs and targets: ``X[train], t[train]``. The indices are NumPy
arrays, or follow ``like``; ``rng`` is a ``numpy.random.Generator`` or a seed.
"""

import numpy as np

from nnlib.arrays import to_numpy
from nnlib.random import generator
from nnlib.training import minibatches

__all__ = ["balanced_minibatches", "cut", "k_fold", "split", "stratified_minibatches"]


def split(n, fractions=(0.6, 0.2, 0.2), *, rng, labels=None):
    """Split n samples at random into parts: training, validation, test.

    Parameters
    ----------
    n : int
    fractions : sequence of float
        Of the parts; together 1.
    labels : array of int, shape (n,), optional
        If given, every class is split in these fractions.

    Returns
    -------
    list of arrays of int
        Disjoint; each sample is in one of them.

    Raises
    ------
    ValueError
        If the fractions are negative or do not add up to 1, a part remains empty, or there are not n labels.
    """
    if min(fractions) < 0 or abs(sum(fractions) - 1) > 1e-9:
        raise ValueError(f"fractions must be at least 0 and add up to 1, got {tuple(fractions)}")
    rng = generator(rng)
    pieces = [cut(group, fractions) for group in _groups(n, labels, rng)]
    parts = [rng.permutation(np.concatenate(part)) for part in zip(*pieces, strict=True)]
    if min(map(len, parts)) == 0:
        raise ValueError(f"{n} samples in fractions {tuple(fractions)} leave a part empty; take fewer parts")
    return parts


def cut(order, fractions):
    """Cut an order of samples, shape (n,), at the nearest places to ``fractions`` of it; return a list of arrays."""
    ends = np.cumsum(fractions)[:-1]
    return np.split(order, np.round(ends * len(order)).astype(int))


def k_fold(n, k, *, rng, labels=None):
    """Deal n samples into k folds; each is once the validation set, the others the training set.

    Parameters
    ----------
    n, k : int
    labels : array of int, shape (n,), optional
        If given, every class is dealt evenly.

    Returns
    -------
    list of k pairs (train, validation) of arrays of int
        The validation sets' sizes differ by one at most.
    """
    if not 2 <= k <= n:
        raise ValueError(f"k must be between 2 and the number of samples {n}, got {k}")
    rng = generator(rng)
    dealt = np.concatenate(_groups(n, labels, rng))
    folds = [rng.permutation(dealt[i::k]) for i in range(k)]
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]


def stratified_minibatches(labels, batch_size, *, rng):
    """Cut a random order of the samples into mini-batches that hold the classes in the proportions of the whole.

    Returns
    -------
    list of arrays of int
        Every sample once; the last batch may be shorter.
    """
    rng, labels = generator(rng), _as_labels(labels)
    return _interleaved(_groups(len(labels), labels, rng), batch_size, rng)


def balanced_minibatches(labels, batch_size, *, rng):
    """Cut an epoch into mini-batches that hold the classes in equal numbers, however rare one is.

    Returns
    -------
    list of arrays of int
        Every sample of the largest class once; a smaller class is gone through again, in a new order, until it lasts.
    """
    rng, labels = generator(rng), _as_labels(labels)
    groups = _groups(len(labels), labels, rng)
    longest = max(map(len, groups))
    repeated = []
    for group in groups:
        rounds = [rng.permutation(group) for _ in range(-(-longest // len(group)))]
        repeated.append(np.concatenate(rounds)[:longest])
    return _interleaved(repeated, batch_size, rng)


def _interleaved(groups, batch_size, rng):
    """Spread each group evenly over the epoch, at a random start, and cut the whole."""
    places = [(np.arange(len(group)) + rng.random()) / len(group) for group in groups]
    order = np.concatenate(groups)[np.argsort(np.concatenate(places), kind="stable")]
    return [rng.permutation(batch) for batch in minibatches(order, batch_size)]


def _groups(n, labels, rng):
    """The samples in random order: all in one group, or one group a class."""
    order = rng.permutation(n)
    if labels is None:
        return [order]
    labels = _as_labels(labels)
    if labels.shape != (n,):
        raise ValueError(f"labels must have shape ({n},), one for each sample, got {labels.shape}")
    return [order[labels[order] == label] for label in np.unique(labels)]


def _as_labels(labels):
    labels = to_numpy(labels)
    if labels.ndim != 1 or labels.size == 0:
        raise ValueError(
            f"labels must have shape (n,), n at least 1, got {labels.shape}; of one-hot rows take the argmax"
        )
    return labels
