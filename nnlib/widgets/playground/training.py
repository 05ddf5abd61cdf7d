"""A training under way: an epoch at a time, by any of nnlib's optimizers; weights may be set by hand in between.

Everything follows from the settings and the number of epochs: epoch k is shuffled by a stream of its own.
"""

import copy
import dataclasses
import re
from dataclasses import dataclass

import numpy as np

from nnlib import initializers, losses, optimizers, tree
from nnlib.regularizers import l2
from nnlib.training import minibatches
from nnlib.widgets.playground.data import draw

__all__ = ["BATCHES", "DECAYS", "INITIALIZERS", "OPTIMIZERS", "Training", "advance", "edit", "gradients", "start"]

BATCHES = ("1", "5", "20", "50", "200")
DECAYS = ("0", "0.0001", "0.001", "0.01", "0.1")
INITIALIZERS = ("glorot_uniform", "glorot_normal", "he", "lecun", "normal", "uniform", "zeros")
OPTIMIZERS = ("sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam")
GOING_ON = ("optimizer", "rate", "l2", "batch", "speed", "show")  # can change on the way; the rest begins anew
LARGEST = 100.0  # weight set by hand


@dataclass(frozen=True, eq=False)
class Training:
    """Where a training is.

    Parameters
    ----------
    settings : dict
    data : tuple of arrays
        As `nnlib.widgets.playground.data.draw` returns them.
    params : list of dict
        ``W`` of shape (units, inputs) and ``b`` of shape (units,) for each layer.
    memory : dict
        The optimizer's state.
    history : tuple of pairs of float
        Training and test loss, before the first epoch and after each.
    """

    settings: dict
    data: tuple
    params: list
    memory: dict
    history: tuple

    @property
    def epoch(self):
        """Epochs done."""
        return len(self.history) - 1

    @property
    def sizes(self):
        """Inputs and units of each layer, as (2, 4, 2, 1)."""
        return sizes(self.settings["layers"])

    @property
    def diverged(self):
        """Whether a parameter is no number any more."""
        return not all(np.isfinite(p).all() for p in tree.leaves(self.params))

    def ask(self, network, task, *data, params=None):
        """Return what the network answers for these parameters; see `nnlib.widgets.playground.network`."""
        with np.errstate(all="ignore"):  # too high a learning rate is part of the game
            return network(task, self.sizes, self.settings["activation"], params or self.params, *data)


def sizes(layers):
    """Return the sizes of a network with these hidden ``layers``, as "4,2"; "0" is none."""
    return (2, *(int(n) for n in layers.split(",") if n != "0"), 1)


def start(settings, before, network):
    """Return the training before its first epoch, or ``before`` with other settings that need no new beginning."""
    if before is not None and _fixed(settings) == _fixed(before.settings):
        changed = settings["optimizer"] != before.settings["optimizer"]
        memory = _optimizer(settings).init(before.params) if changed else before.memory
        return dataclasses.replace(before, settings=settings, memory=memory)
    rng, widths = np.random.default_rng(settings["seed"]), sizes(settings["layers"])
    initial = initializers.get(settings["initializer"])
    params = [{"W": initial((n, widths[i]), rng=rng), "b": np.zeros(n)} for i, n in enumerate(widths[1:])]
    data = draw(settings["data"], settings["noise"], settings["data_seed"])
    training = Training(settings, data, params, _optimizer(settings).init(params), ())
    return dataclasses.replace(training, history=(_losses(training, network),))


def advance(training, network):
    """Return the training an epoch later; the argument itself once it has diverged."""
    if training.diverged:
        return training
    settings, (X, Y, *_) = training.settings, training.data
    params, memory = copy.deepcopy((training.params, training.memory))
    optimizer = _optimizer(settings)
    order = np.random.default_rng([settings["seed"], training.epoch]).permutation(len(X))
    with np.errstate(all="ignore"):
        for batch in minibatches(order, int(settings["batch"])):
            found = gradients(training, network, X[batch], Y[batch], params=params)
            optimizer.update_in_place(params, found, memory)
    after = dataclasses.replace(training, params=params, memory=memory)
    return dataclasses.replace(after, history=(*training.history, _losses(after, network)))


def gradients(training, network, X, Y, *, params=None):
    """Return the gradient of loss and L2 penalty, a list like the parameters."""
    params = params or training.params
    found = training.ask(network, "gradients", X, Y, params=params)
    strength = float(training.settings["l2"])
    return tree.map(lambda g, p: g + p, found, l2(strength).gradient(params)) if strength else found


def edit(training, name, value, network):
    """Return the training with one number set by hand.

    Parameters
    ----------
    name : str
        "w2.1.3" is the weight from unit 3 of the layer before to unit 1 of layer 2, "b2.1" the bias; counted from 1.
    value : float

    Raises
    ------
    ValueError
        If there is no such parameter, or the value is no number up to ±100.
    """
    where, value = _place(training.params, name), float(value)
    if not abs(value) <= LARGEST:
        raise ValueError(f"a weight set by hand must lie between {-LARGEST:g} and {LARGEST:g}, got {value:g}")
    params = copy.deepcopy(training.params)
    layer, kind, index = where
    params[layer][kind][index] = value
    after = dataclasses.replace(training, params=params)
    return dataclasses.replace(after, history=(*training.history[:-1], _losses(after, network)))


def _place(params, name):
    parts = re.fullmatch(r"w(\d+)\.(\d+)\.(\d+)|b(\d+)\.(\d+)", name)
    layer, *index = (int(part) - 1 for part in parts.groups() if part) if parts else (-1,)
    kind = "W" if name.startswith("w") else "b"
    if not 0 <= layer < len(params) or not all(
        0 <= i < n for i, n in zip(index, params[layer][kind].shape, strict=True)
    ):
        raise ValueError(f"there is no weight {name}; names are like w1.2.1 (layer, unit, input) and b1.2")
    return layer, kind, tuple(index)


def _fixed(settings):
    return {name: value for name, value in settings.items() if name not in GOING_ON}


def _optimizer(settings):
    return optimizers.get(settings["optimizer"], learning_rate=settings["rate"])


def _losses(training, network):
    X, Y, X_test, Y_test = training.data
    outputs = training.ask(network, "outputs", np.concatenate([X, X_test]))[-1]
    with np.errstate(all="ignore"):
        pairs = (Y, outputs[: len(X)]), (Y_test, outputs[len(X) :])
        return tuple(float(losses.binary_cross_entropy(targets, found)) for targets, found in pairs)
