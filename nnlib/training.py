"""The training loop: shuffled mini-batches, a step on each, a record of what happened.

An *iteration* is one step on one mini-batch; an *epoch* uses every sample once, in a new random order (a permutation:
drawing samples with replacement would leave about a third of them out). What a step does is the caller's business.
"""

from nnlib import random

__all__ = ["History", "early_stop", "minibatches", "per_epoch", "steps_per_epoch", "train"]


def minibatches(order, batch_size):
    """Cut an order of samples into mini-batches.

    Parameters
    ----------
    order : array of int, shape (n,)
        A permutation of 0 … n-1.
    batch_size : int

    Returns
    -------
    list of arrays of int
        Each of ``batch_size`` indices, the last one perhaps shorter; together they are ``order``.

    Raises
    ------
    ValueError
        If there is no sample or the size is less than 1.
    """
    n = order.shape[0]
    steps = steps_per_epoch(n, batch_size)
    return [order[i * batch_size : min((i + 1) * batch_size, n)] for i in range(steps)]


def steps_per_epoch(n, batch_size):
    """Return the number of mini-batches of n samples, the last one perhaps shorter; errors as in `minibatches`."""
    if n < 1:
        raise ValueError("expected at least one sample, got none")
    if batch_size < 1:
        raise ValueError(f"batch_size must be at least 1, got {batch_size}; use len(X) for one batch of all samples")
    return -(-n // batch_size)


class History(dict):
    """What was measured after each epoch: ``history["loss"]`` is a list with one number an epoch.

    Attributes
    ----------
    interrupted : bool
        The training was stopped by Ctrl-C (in Jupyter: the square) before its last epoch.
    """

    interrupted = False

    @property
    def epochs(self):
        """Number of epochs completed."""
        return max(map(len, self.values()), default=0)

    def append(self, logs):
        """Add the numbers of one epoch, a dict from names to floats."""
        for name, value in logs.items():
            self.setdefault(name, []).append(value)

    def __repr__(self):
        last = ", ".join(f"{name} {values[-1]:.4g}" for name, values in self.items())
        stopped = ", interrupted" if self.interrupted else ""
        return f"<History of {self.epochs} epochs{stopped}: {last}>"


def train(step, n, *, epochs, batch_size, rng, like, finish_epoch, on_step=None):
    """Run ``epochs`` epochs of mini-batches.

    Parameters
    ----------
    step : callable
        ``step(batch)``, with the indices of a mini-batch, changes the parameters and returns a dict of numbers (arrays
        of shape () will do), each a mean over the batch.
    n : int
        Number of samples.
    epochs, batch_size : int
    rng : numpy.random.Generator
        Shuffles before each epoch.
    like : array
        Indices are made in its library and on its device.
    finish_epoch : callable
        ``finish_epoch(epoch, logs)`` with the epoch's number from 0 and the means over all its samples; it may add to
        ``logs`` and returns true to stop.
    on_step : callable, optional
        Called without arguments after each step.

    Returns
    -------
    History
        Also after Ctrl-C, which ends the training and keeps what was reached.
    """
    history = History()
    try:
        for epoch in range(epochs):
            logs = _epoch(step, random.permutation(rng, n, like=like), batch_size, on_step)
            stop = finish_epoch(epoch, logs)
            history.append(logs)
            if stop:
                break
    except KeyboardInterrupt:
        history.interrupted = True
    return history


def _epoch(step, order, batch_size, on_step):
    totals = {}
    for batch in minibatches(order, batch_size):
        for name, value in step(batch).items():
            totals[name] = totals.get(name, 0.0) + value * batch.shape[0]
        if on_step is not None:
            on_step()
    return {name: float(total) / order.shape[0] for name, total in totals.items()}


def early_stop(losses, patience):
    """Say when a training should have ended.

    Parameters
    ----------
    losses : sequence of float
        Validation loss after each epoch.
    patience : int
        Epochs without an improvement that are waited for.

    Returns
    -------
    best : int
        Epoch of the lowest loss, the earlier one of equals.
    stop : int or None
        Epoch at which patience ran out; None if it did not.
    """
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best] or (losses[best] != losses[best] and loss == loss):  # a number is better than nan
            best = epoch
        if epoch - best >= patience:
            return best, epoch
    return best, None


def per_epoch(schedule, n, batch_size):
    """Return a schedule that counts epochs as one that counts steps, for an optimizer.

    Parameters
    ----------
    schedule : callable
        From the epoch, counted from 0, to the learning rate.
    n, batch_size : int
        Samples of an epoch, samples of a step.
    """
    steps = steps_per_epoch(n, batch_size)
    return lambda t: schedule(t // steps)
