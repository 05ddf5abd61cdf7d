"""A network as a stack of layers, with the habits of Keras: add, compile, summary, fit, evaluate, predict, save, load.

    >>> from nnlib import datasets
    >>> from nnlib.layers import Dense
    >>> from nnlib.sequential import Sequential
    >>> net = Sequential([Dense(4, "tanh"), Dense(1, "sigmoid")], input_shape=2, seed=1)
    >>> net.compile("adam", "binary_cross_entropy", learning_rate=0.05)
    >>> X, t = datasets.truth_table("XOR")
    >>> history = net.fit(X, t, epochs=500, batch_size=4, seed=1, verbose=False)
    >>> history["loss"][-1] < 0.05
    True

It is a thin layer over plain functions and nested lists of arrays: ``net.params`` and ``net.state`` are such lists, and
``net.apply(params, state, X)`` is the function that a derivative is taken of.
"""

from nnlib.sequential.net import Sequential

__all__ = ["Sequential"]
