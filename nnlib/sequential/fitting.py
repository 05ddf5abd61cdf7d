"""What `Sequential.fit` does: choose a step, loop over it, measure and call back after each epoch."""

from nnlib import capture, random
from nnlib.callbacks import Progress
from nnlib.training import steps_per_epoch, train

__all__ = ["fit"]


def fit(net, X, Y, *, validation, rng, epochs, batch_size, callbacks, verbose):
    """Train a net in place; its data are checked, its parameters and its optimizer's state are its own.

    Parameters
    ----------
    net : nnlib.sequential.Sequential
    X, Y : arrays
    validation : pair of arrays or None
    rng : numpy.random.Generator
    epochs, batch_size, callbacks, verbose
        As in `Sequential.fit`.

    Returns
    -------
    nnlib.training.History
    """
    stream = random.DeviceStream(rng.spawn(1)[0], X)  # apart from the order, which is the same on every library
    step = capture.choose(net, X, Y, batch_size=batch_size, stream=stream)
    bar = Progress(epochs * steps_per_epoch(X.shape[0], batch_size), shown=verbose)
    callbacks = [*callbacks, bar]

    def watched(batch):
        loss, outputs = step(batch)
        return {"loss": loss, **(net.objective.watch(Y[batch], outputs) if net.objective.metrics else {})}

    def finish_epoch(epoch, logs):
        measured = net.evaluate(*validation) if validation else {}
        logs |= {f"val_{name}": value for name, value in measured.items()}
        stops = [callback(net, epoch, logs) for callback in callbacks]  # all are asked, also behind a true one
        return any(stops)

    loop = {"epochs": epochs, "batch_size": batch_size, "rng": rng, "like": X}
    history = train(watched, X.shape[0], finish_epoch=finish_epoch, on_step=bar.step, **loop)
    for callback in callbacks:
        getattr(callback, "finish", lambda net: None)(net)
    return history
