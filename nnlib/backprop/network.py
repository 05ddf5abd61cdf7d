"""Nielsen's network: an MLP, trained by stochastic gradient descent with the gradients of `backprop`.

    w ← (1 - ηλ/n) w - η ∂C/∂w,   b ← b - η ∂C/∂b

n is the number of training samples, C the mean cost of a mini-batch.

References
----------
M. A. Nielsen (2015), *Neural Networks and Deep Learning*, chapters 1 and 3, http://neuralnetworksanddeeplearning.com.
"""

import itertools

from nnlib import random
from nnlib.arrays import as_float, asarray, namespace
from nnlib.backprop.equations import backprop, mlp_forward
from nnlib.preprocessing import one_hot
from nnlib.training import minibatches

__all__ = ["Network", "sgd"]


def sgd(X, Y, Ws, bs, orders, batch_size, eta, *, decay=1.0, activation="sigmoid", loss="quadratic"):
    """Return new weights and biases after a step on each mini-batch.

    Parameters
    ----------
    X, Y, Ws, bs, activation, loss
        As in `backprop`.
    orders : sequence of arrays of int, shape (n,)
        A permutation of the samples for each epoch.
    batch_size : int
    eta : float
        Learning rate.
    decay : float
        What weights are multiplied by before each step, biases not.
    """
    for order in orders:
        for batch in minibatches(order, batch_size):
            gWs, gbs = backprop(X[batch], Y[batch], Ws, bs, activation=activation, loss=loss)
            Ws = [decay * W - eta * g for W, g in zip(Ws, gWs, strict=True)]
            bs = [b - eta * g for b, g in zip(bs, gbs, strict=True)]
    return Ws, bs


class Network:
    """A multilayer perceptron trained by stochastic gradient descent with `backprop`.

    Parameters
    ----------
    sizes : list of int
        Units of each layer, inputs first: ``[784, 30, 10]``.
    activation, loss : str
        As in `backprop`.
    rng : int or numpy.random.Generator
        Draws the weights, normal with variance 1/(units before), and the biases, standard normal (Nielsen, ch. 3).
    like : array, optional
        Weights have this array's library, data type and device; default NumPy, float64.
    """

    def __init__(self, sizes, *, activation="sigmoid", loss="quadratic", rng=None, like=None):
        rng = random.generator(rng)
        self.sizes, self.activation, self.loss = list(sizes), activation, loss
        self.bs = [random.normal(rng, (m,), like=like) for m in sizes[1:]]
        self.Ws = [random.normal(rng, (m, n), like=like) / n**0.5 for n, m in itertools.pairwise(sizes)]

    def predict(self, X):
        """Return the outputs for samples ``X`` of shape (n, d): an array of shape (n, k)."""
        return mlp_forward(as_float(X, like=self.Ws[0]), self.Ws, self.bs, self.activation)[1][-1]

    def accuracy(self, X, t):
        """Return the fraction of samples whose largest output is the one of their class ``t``, shape (n,)."""
        xp = namespace(self.Ws[0])
        found = xp.argmax(self.predict(X), axis=1)
        return float(xp.mean(xp.astype(found == asarray(t, like=found), self.Ws[0].dtype)))

    def fit(self, X, t, *, epochs, batch_size, eta, lmbda=0.0, rng=None, validation=None):
        """Train by stochastic gradient descent; return the accuracy after each epoch.

        Parameters
        ----------
        X : array, shape (n, d)
        t : array of int, shape (n,)
            Classes, counted from 0.
        epochs, batch_size : int
        eta : float
            Learning rate.
        lmbda : float
            Strength λ of L2 regularization: weights shrink by ``1 - eta * lmbda / n`` a step, biases do not.
        rng : int or numpy.random.Generator
            Shuffles the samples before each epoch.
        validation : pair of arrays, optional
            Samples and classes on which the accuracy is measured; default the training data.

        Returns
        -------
        list of float, length ``epochs``
        """
        rng, n = random.generator(rng), X.shape[0]
        X, Y = as_float(X, like=self.Ws[0]), one_hot(t, self.sizes[-1], like=self.Ws[0])
        options = {"decay": 1 - eta * lmbda / n, "activation": self.activation, "loss": self.loss}
        accuracies = []
        for _ in range(epochs):
            order = random.permutation(rng, n, like=X)
            self.Ws, self.bs = sgd(X, Y, self.Ws, self.bs, [order], batch_size, eta, **options)
            accuracies.append(self.accuracy(*(validation or (X, t))))
        return accuracies
