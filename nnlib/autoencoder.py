"""Autoencoder: a network that returns its input, through a waist too narrow to let it through as it is.

What passes the waist is a code of the input. Squared error, a linear waist and no other layer give the plane of the
principal components; layers with a bend before and behind it let the plane bend, too.

References
----------
G. E. Hinton, R. R. Salakhutdinov (2006), *Reducing the dimensionality of data with neural networks*, Science 313.
"""

import functools

import numpy as np

from nnlib import activations
from nnlib.datasets import digits
from nnlib.layers import Dense
from nnlib.sequential import Sequential

__all__ = ["GS", "build", "of_digits", "split_at_waist", "weights"]

GS = ("tanh", "identity", "tanh", "sigmoid")  # the activation functions of `build`'s layers


def build(inputs, hidden, code, *, seed):
    """Return a net inputs → hidden → code → hidden → inputs, compiled; for inputs in [0, 1].

    The hidden layers are tanh, the code is linear, the outputs are sigmoids.
    """
    sizes = (hidden, code, hidden, inputs)
    net = Sequential([Dense(n, g) for n, g in zip(sizes, GS, strict=True)], input_shape=inputs, seed=seed)
    net.compile("adam", "quadratic", learning_rate=0.005)
    return net


@functools.cache
def of_digits():
    """Return an autoencoder of the digits with a code of 2 numbers, trained for some seconds, once.

    Returns
    -------
    net : nnlib.sequential.Sequential
    train, test : arrays of int
        The digits it has seen, and the others. They are shuffled, so both sets have the same writers.
    """
    X, _ = digits()
    train, test = np.split(np.random.default_rng(0).permutation(len(X)), [1297])
    net = build(X.shape[1], 50, 2, seed=0)
    net.fit(X[train], X[train], epochs=40, batch_size=32, seed=0, verbose=False)
    return net, train, test


def weights(net):
    """Return the weight matrices and the biases of a net of Dense layers, as two lists."""
    return [layer["W"] for layer in net.params], [layer["b"] for layer in net.params]


def split_at_waist(Ws, bs, gs):
    """Return the two halves of an autoencoder.

    Parameters
    ----------
    Ws, bs : lists of arrays, shapes (n_out, n_in) and (n_out,)
    gs : list of str or callables
        The activation function of each layer, as in `nnlib.activations`.

    Returns
    -------
    encode, decode : callables
        From inputs (n, d) to codes (n, k), and back. The code is the first of the narrowest layers.
    """
    widths = [b.shape[0] for b in bs]
    waist = widths.index(min(widths)) + 1
    layers = list(zip(Ws, bs, map(activations.get, gs), strict=True))

    def through(layers):
        def run(A):
            for W, b, g in layers:
                A = g(A @ W.T + b)
            return A

        return run

    return through(layers[:waist]), through(layers[waist:])
