"""The class `Sequential`."""

from nnlib import optimizers, random, tree
from nnlib.arrays import as_float, asarray, namespace
from nnlib.autodiff import value_and_grad
from nnlib.layers import config
from nnlib.layers.chain import apply_chain, init_chain, shapes_through
from nnlib.sequential import saving
from nnlib.sequential.fitting import fit
from nnlib.sequential.inputs import check_finite, check_samples, check_targets
from nnlib.sequential.objective import Objective
from nnlib.sequential.summary import Summary

__all__ = ["Sequential"]


class Sequential:
    """A stack of layers.

    Parameters
    ----------
    layers : sequence of nnlib.layers.Layer
        More can be added with `add`.
    input_shape : int or tuple of int, optional
        Of one sample. Without it, parameters are drawn when the first data are seen.
    seed : int or numpy.random.Generator, optional
        Draws the parameters; equal seeds give equal nets on every array library.
    like : array, optional
        Parameters have this array's library, data type and device; default NumPy, float64, or like the first data.

    Attributes
    ----------
    params, state : list
        One entry a layer: what is learned, and what is remembered without learning; None before the net is built.
    history : nnlib.training.History
        Of the last `fit`.
    """

    def __init__(self, layers=(), *, input_shape=None, seed=None, like=None):
        self.layers, self.input_shape = [], None
        self.params = self.state = self.objective = self.optimizer_state = self.history = None
        self._rng = random.generator(seed)
        for layer in layers:
            self.add(layer)
        if input_shape is not None:
            self.build(input_shape, like=like)

    def __repr__(self):
        return f"Sequential({self.layers}, input_shape={self.input_shape})"

    def add(self, layer):
        """Put a layer behind the last one; a net that has parameters gets those of the new layer too."""
        config.check_layer(layer)
        if self.params is not None:
            shape = shapes_through([*self.layers, layer], self.input_shape)[-2]
            params, state = layer.init(shape, rng=self._rng, like=self._like)
            self.params, self.state = [*self.params, params], [*self.state, state]
        self.layers.append(layer)
        self.objective = self.optimizer_state = None

    def build(self, input_shape, *, like=None):
        """Draw the parameters for samples of ``input_shape`` (int or tuple of int)."""
        shape = (int(input_shape),) if hasattr(input_shape, "__index__") else tuple(input_shape)
        self.params, self.state = init_chain(self.layers, shape, rng=self._rng, like=like)
        self.input_shape, self.optimizer_state = shape, None

    def compile(self, optimizer, loss, metrics=(), *, regularizer=None, **settings):
        """Say how to train.

        Parameters
        ----------
        optimizer : str or nnlib.optimizers.Optimizer
        loss : str or callable
            As in `nnlib.losses`: ``loss(targets, outputs)``. Behind a sigmoid or softmax layer the cross-entropy is
            computed from the logits, so it stays exact where outputs are 0 or 1 to rounding.
        metrics : sequence of str or callable
            Measured beside the loss, as in `nnlib.metrics`.
        regularizer : nnlib.regularizers.Regularizer, optional
        **settings
            Of an optimizer given by name: ``learning_rate=0.1``.
        """
        if not self.layers:
            raise ValueError("the net has no layers; add some first: net.add(Dense(10))")
        self.optimizer, self.optimizer_state = optimizers.get(optimizer, **settings), None
        self.objective = Objective(self.layers, loss, metrics, regularizer)

    def summary(self):
        """Return a table of the layers, their output shapes and their numbers of parameters."""
        if self.params is None:
            raise ValueError("shapes are not known yet; give Sequential an input_shape, or call net.build(input_shape)")
        return Summary(self.layers, shapes_through(self.layers, self.input_shape), self.params)

    def apply(self, params, state, X, *, train=False, rng=None):
        """Compute outputs and new state from ``params`` and ``state``, whichever they are; changes nothing."""
        return apply_chain(self.layers, params, state, X, train=train, rng=rng)

    def predict(self, X, *, batch_size=1024):
        """Return the outputs for samples ``X``, computed ``batch_size`` at a time: an array of shape (n, …)."""
        X = self._samples(X)
        starts = range(0, X.shape[0], batch_size)
        parts = [self.apply(self.params, self.state, X[i : i + batch_size])[0] for i in starts]
        return parts[0] if len(parts) == 1 else namespace(X).concat(parts)

    def evaluate(self, X, Y):
        """Return loss (without penalty) and metrics for samples ``X`` and targets ``Y``: a dict of floats."""
        self._need_objective()
        outputs = self.predict(X)
        return self.objective.measure(check_targets(self.objective.loss, Y, outputs, outputs.shape[0]), outputs)

    def fit(self, X, Y, *, epochs=1, batch_size=32, validation_data=None, callbacks=(), verbose=True, seed=None):
        """Train by mini-batches; Ctrl-C ends the training and keeps what was reached.

        Parameters
        ----------
        X : array, shape (n, *input_shape)
            A NumPy array, or a torch tensor on any device; the first one seen decides where the parameters live.
        Y : array, shape (n,) or (n, k)
            Targets, or class labels for a categorical cross-entropy.
        epochs, batch_size : int
        validation_data : pair (X, Y), optional
            Evaluated after each epoch, under names that start with "val_".
        callbacks : sequence of callables
            See `nnlib.callbacks`.
        verbose : bool, default True
            Show a bar where somebody watches.
        seed : int or numpy.random.Generator, optional
            Shuffles, and drops units. Equal seeds give bit-equal nets on one array library and device.

        Returns
        -------
        nnlib.training.History
            Loss (with penalty) and metrics are means over an epoch's batches, each measured before its step.

        Raises
        ------
        TypeError, ValueError
            If the data do not suit the net or the loss, hold nan, or the net was not compiled.
        """
        X, Y = self._data(X, Y)
        validation = validation_data and self._data(*validation_data)
        self.params, self.state = _copied(self.params), _copied(self.state)  # the steps work in place
        self.optimizer_state = self.optimizer_state or self.optimizer.init(self.params)
        settings = {"epochs": epochs, "batch_size": batch_size, "callbacks": callbacks, "verbose": verbose}
        self.history = fit(self, X, Y, validation=validation, rng=random.generator(seed), **settings)
        return self.history

    def gradients(self, X, Y):
        """Return the gradient of the objective by the parameters, while training: a list of dicts like ``params``."""
        X, Y = self._data(X, Y)
        stream = random.DeviceStream(self._rng, X)
        return value_and_grad(self.objective, has_aux=True)(self.params, self.state, X, Y, rng=stream)[1]

    def outputs_by_layer(self, X):
        """Return what each layer makes of samples ``X``: a list with one array a layer."""
        X, found = self._samples(X), []
        for layer, params, state in zip(self.layers, self.params, self.state, strict=True):
            X, _ = layer.apply(params, state, X)
            found.append(X)
        return found

    def save(self, path):
        """Write layers and parameters to one file (.npz: JSON and arrays, no pickle)."""
        if self.params is None:
            raise ValueError("the net has no parameters to save yet; build or fit it first")
        description = {"layers": [config.to_config(layer) for layer in self.layers], "input_shape": self.input_shape}
        saving.write(path, description, {"params": self.params, "state": self.state})

    @classmethod
    def load(cls, path, *, like=None):
        """Return the net that `save` wrote, its parameters like the array ``like`` (default NumPy); compile it anew.

        Raises
        ------
        ValueError
            If the file is damaged or not one of `save`.
        """
        description, arrays = saving.read(path)
        net = cls(map(config.from_config, description["layers"]), input_shape=description["input_shape"])
        net.params = saving.filled(net.params, "params", arrays, like=like)
        net.state = saving.filled(net.state, "state", arrays, like=like)
        return net

    def to(self, like):
        """Move the parameters to the library, data type and device of the array ``like``; return the net."""
        self.params, self.state = (tree.map(lambda p: asarray(p, like=like), t) for t in (self.params, self.state))
        self.optimizer_state = None
        return self

    @property
    def _like(self):
        return next(iter(tree.leaves([self.params, self.state])), None)

    def _samples(self, X):
        if self.params is None:
            raise ValueError("the net has no parameters yet; fit it, or build it: net.build(input_shape)")
        return check_samples(X, self.input_shape, self._like)

    def _need_objective(self):
        if self.objective is None:
            raise ValueError('compile the net first: net.compile("adam", "categorical_cross_entropy")')

    def _data(self, X, Y):
        """Samples and targets, checked; the first ones build the net."""
        self._need_objective()
        if self.params is None:
            X = as_float(X)
            self.build(X.shape[1:], like=X)
        X = self._samples(X)
        check_finite(X)
        return X, check_targets(self.objective.loss, Y, self.predict(X[:1]), X.shape[0])


def _copied(parameters):
    return tree.map(lambda p: namespace(p).asarray(p, copy=True), parameters)
