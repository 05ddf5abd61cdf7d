"""What a net is trained to make small: loss plus penalty, and the metrics that are watched beside it."""

import dataclasses

from nnlib import activations, losses, metrics
from nnlib.layers.chain import apply_chain

__all__ = ["Objective"]


class Objective:
    """The objective of a stack of layers.

    Parameters
    ----------
    layers : list of nnlib.layers.Layer
    loss : str or callable
    watched : sequence of str or callable
        Metrics.
    regularizer : nnlib.regularizers.Regularizer, optional

    Attributes
    ----------
    loss : callable
        ``loss(targets, outputs)``, as in `nnlib.losses`.
    metrics : dict
        From names to functions of targets and outputs.
    """

    def __init__(self, layers, loss, watched=(), regularizer=None):
        self.loss, self.regularizer = losses.get(loss), regularizer
        watched = [watched] if isinstance(watched, str) else watched
        self.metrics = {_name(metrics.get(metric)): metrics.get(metric) for metric in watched}
        self._layers, self._loss, self._finish = _on_logits(layers, self.loss)

    def __call__(self, params, state, X, Y, *, rng=None):
        """Return the loss of a batch while training, and its outputs and new state: ``loss, (outputs, state)``."""
        outputs, state = apply_chain(self._layers, params, state, X, train=True, rng=rng)
        loss = self._loss(Y, outputs)
        if self.regularizer is not None:
            loss = loss + self.regularizer.penalty(params)
        return loss, (outputs, state)

    def watch(self, Y, outputs):
        """Return the metrics of a batch from what ``__call__`` returned as outputs: a dict of numbers."""
        return self._measured(Y, self._finish(outputs))

    def measure(self, Y, outputs):
        """Return loss (without penalty) and metrics of the net's outputs: a dict of floats."""
        measured = {"loss": self.loss(Y, outputs), **self._measured(Y, outputs)}
        return {name: float(value) for name, value in measured.items()}

    def _measured(self, Y, outputs):
        return {name: metric(Y, outputs) for name, metric in self.metrics.items()}


def _on_logits(layers, loss):
    """Leave the last activation to the loss where the pair is safer, and faster, computed together."""
    last = layers[-1]
    name = getattr(last, "activation", None)
    together = losses.ON_LOGITS.get((name, getattr(loss, "__name__", None)))
    if together is None:
        return layers, loss, lambda outputs: outputs
    return [*layers[:-1], dataclasses.replace(last, activation="identity")], together, activations.get(name)


def _name(metric):
    return getattr(metric, "__name__", type(metric).__name__)
