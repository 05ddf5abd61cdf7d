"""MNIST: the accuracies that the literature leads one to expect, reached with nnlib, and how long it takes.

    NNLIB_DATA=folder/of/mnist python -m benchmarks.mnist [quadratic] [cross-entropy] [convolution]

The two nets of Nielsen's book train on the first 50,000 samples, as his do, on NumPy; the convolutional one on 60,000,
on PyTorch's CPU tensors, whose convolutions are faster. Tested on the 10,000 test samples.

References
----------
M. A. Nielsen (2015), *Neural Networks and Deep Learning*: chapter 1 (quadratic, 95.4 % at best) and chapter 3
(cross-entropy with L2, 98.0 %), http://neuralnetworksanddeeplearning.com.
"""

import sys

from benchmarks.measure import clock, table
from nnlib import datasets, optimizers, regularizers, schedules
from nnlib.initializers import lecun
from nnlib.layers import Conv2D, Dense, Flatten, MaxPool2D, Reshape
from nnlib.preprocessing import one_hot
from nnlib.sequential import Sequential

NIELSENS_SAMPLES = 50_000
HEAD = ["net", "epochs", "least accuracy expected", "accuracy after the last epoch", "best epoch", "seconds"]


def main(names):
    """Train the nets named, or all; print a table."""
    runs = {"quadratic": quadratic, "cross-entropy": cross_entropy, "convolution": convolution}
    rows = []
    for name in names or runs:
        start = clock()
        what, expected, accuracies = runs[name](*datasets.mnist())
        seconds = clock() - start
        rows.append(
            [what, len(accuracies), expected, f"{accuracies[-1]:.4f}", f"{max(accuracies):.4f}", f"{seconds:.0f}"]
        )
    print(table(HEAD, rows))


def quadratic(X, t, X_test, t_test):
    """Nielsen's first network: 784-30-10 sigmoids, quadratic loss, η = 3, mini-batches of 10, 30 epochs."""
    X, Y = X[:NIELSENS_SAMPLES], one_hot(t[:NIELSENS_SAMPLES], like=X)
    net = sigmoids(30)
    net.compile("sgd", "quadratic", ["accuracy"], learning_rate=3.0)
    test = X_test, one_hot(t_test, like=X)
    return "784-30-10, quadratic", 0.95, accuracies(net, X, Y, test, epochs=30, batch_size=10)


def cross_entropy(X, t, X_test, t_test):
    """His third chapter: 784-100-10 sigmoids, cross-entropy, L2 with λ = 5, η = 0.1, mini-batches of 10, 60 epochs."""
    X, Y = X[:NIELSENS_SAMPLES], one_hot(t[:NIELSENS_SAMPLES], like=X)
    net = sigmoids(100)
    decay = regularizers.l2(5.0 / NIELSENS_SAMPLES)
    net.compile("sgd", "binary_cross_entropy", ["accuracy"], regularizer=decay, learning_rate=0.1)
    test = X_test, one_hot(t_test, like=X)
    return "784-100-10, cross-entropy, L2", 0.98, accuracies(net, X, Y, test, epochs=60, batch_size=10)


def convolution(X, t, X_test, t_test):
    """Two convolutions of 5 × 5 with ReLU and pooling, then a dense layer; Adam with a falling rate, 8 epochs."""
    import torch

    X, X_test, t, t_test = (torch.from_numpy(part) for part in (X, X_test, t, t_test))
    layers = [
        Conv2D(16, 5, "relu", initializer="he"),
        MaxPool2D(),
        Conv2D(32, 5, "relu", initializer="he"),
        MaxPool2D(),
    ]
    net = Sequential([Reshape((1, 28, 28)), *layers, Flatten(), Dense(10, "softmax")], seed=0)
    epochs, batch_size = 8, 64
    rate = schedules.cosine(0.002, epochs * -(-len(X) // batch_size))
    net.compile(optimizers.adam(rate), "categorical_cross_entropy", ["accuracy"])
    found = accuracies(net, X, t, (X_test, t_test), epochs=epochs, batch_size=batch_size)
    return "conv 16 - pool - conv 32 - pool - 10", 0.99, found


def sigmoids(hidden):
    """One hidden layer; weights normal with variance 1/inputs, as in his third chapter."""
    return Sequential([Dense(hidden, "sigmoid", lecun), Dense(10, "sigmoid", lecun)], seed=0)


def accuracies(net, X, Y, test, **settings):
    """Train and return the test accuracy after each epoch."""
    return net.fit(X, Y, validation_data=test, seed=0, **settings)["val_accuracy"]


if __name__ == "__main__":
    main(sys.argv[1:])
