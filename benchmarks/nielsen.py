"""Nielsen's first network, 784-30-10 in mini-batches of 10: one epoch by loops over samples, by matrices, recorded.

The loops are those of the slides and of the book: a column for each sample, a gradient for each sample, added up.
scikit-learn's classifier has no quadratic loss of sigmoids, but a softmax and its cross-entropy; beside it stands nnlib
with the same. All go on training from round to round; the accuracy is that after the last one, on the test samples of
MNIST (without ``NNLIB_DATA``: of enlarged digits).
"""

import itertools
import os

import numpy as np
from sklearn.neural_network import MLPClassifier

from benchmarks.measure import interleaved, table
from nnlib import backprop, datasets, initializers
from nnlib.layers import Dense
from nnlib.preprocessing import one_hot
from nnlib.sequential import Sequential

SIZES, BATCH, ROUNDS = (784, 30, 10), 10, 4
RATE, SOFTMAX_RATE, CROSS_ENTROPY = 3.0, 0.3, "categorical_cross_entropy"


def main():
    """Print seconds an epoch, ratios and accuracies."""
    X, t, X_test, t_test = digits()
    contestants = {
        "nnlib, Sequential, float32": sequential(X, one_hot(t, like=X), "sigmoid", "quadratic", RATE),
        "nnlib, backprop.Network, float64": by_hand(X.astype(float), t),
        "loops over samples, float64": loops(X.astype(float), t),
        "nnlib, softmax and cross-entropy, float32": sequential(X, t, "softmax", CROSS_ENTROPY, SOFTMAX_RATE),
        "scikit-learn, MLPClassifier, the same": scikit_learn(X, t),
    }
    seconds = interleaved({name: epoch for name, (epoch, _) in contestants.items()}, rounds=ROUNDS)
    ours = next(iter(seconds.values()))
    print(f"One epoch of {len(X):,} samples, {'-'.join(map(str, SIZES))}, batch {BATCH}\n")
    rows = [
        [name, f"{s:.3f}", f"{s / ours:.1f}", f"{np.mean(contestants[name][1](X_test) == t_test):.4f}"]
        for name, s in seconds.items()
    ]
    print(table(["", "s an epoch", "time / nnlib's", f"accuracy after {ROUNDS + 1} epochs"], rows))


def digits():
    """MNIST with Nielsen's 50,000 training samples, or enlarged digits where it is not at hand."""
    if os.environ.get("NNLIB_DATA"):
        X, t, X_test, t_test = datasets.mnist()
        return X[:50_000], t[:50_000], X_test, t_test
    X, t = datasets.digits()
    X = np.pad(np.kron(X.reshape(-1, 8, 8), np.ones((1, 3, 3))), ((0, 0), (2, 2), (2, 2)))
    X = X.reshape(len(X), -1).astype(np.float32)
    return X[:1500], t[:1500], X[1500:], t[1500:]


def sequential(X, Y, last, loss, rate):
    """A function that trains one epoch, and one that predicts classes."""
    layers = [Dense(SIZES[1], "sigmoid", initializers.lecun), Dense(SIZES[2], last, initializers.lecun)]
    net = Sequential(layers, input_shape=SIZES[0], seed=0, like=X)
    net.compile("sgd", loss, learning_rate=rate)
    rng = np.random.default_rng(0)

    def epoch():
        net.fit(X, Y, epochs=1, batch_size=BATCH, seed=rng, verbose=False)

    return epoch, lambda X: net.predict(X).argmax(axis=1)


def by_hand(X, t):
    """The same with the four equations as they are written."""
    net, rng = backprop.Network(SIZES, rng=0), np.random.default_rng(0)

    def epoch():
        net.fit(X, t, epochs=1, batch_size=BATCH, eta=RATE, rng=rng, validation=(X[:1], t[:1]))

    return epoch, lambda X: net.predict(X).argmax(axis=1)


def scikit_learn(X, t):
    """The same with `MLPClassifier`."""
    settings = {"activation": "logistic", "solver": "sgd", "momentum": 0.0, "alpha": 0.0, "random_state": 0}
    model = MLPClassifier(SIZES[1:-1], batch_size=BATCH, learning_rate_init=SOFTMAX_RATE, **settings)
    return lambda: model.partial_fit(X, t, classes=np.arange(SIZES[-1])), model.predict


def loops(X, t):
    """The same with one gradient for each sample, as in ``network.py`` of Nielsen's book (chapter 1)."""
    rng = np.random.default_rng(0)
    biases = [rng.standard_normal((m, 1)) for m in SIZES[1:]]
    weights = [rng.standard_normal((m, n)) / n**0.5 for n, m in itertools.pairwise(SIZES)]
    samples = list(zip(X[:, :, None], np.eye(SIZES[-1])[t][:, :, None], strict=True))  # columns

    def epoch():
        order = rng.permutation(len(samples))
        for start in range(0, len(samples), BATCH):
            nabla_b, nabla_w = [np.zeros(b.shape) for b in biases], [np.zeros(w.shape) for w in weights]
            batch = order[start : start + BATCH]
            for i in batch:
                delta_b, delta_w = gradient_of_one(*samples[i], weights, biases)
                nabla_b = [nb + db for nb, db in zip(nabla_b, delta_b, strict=True)]
                nabla_w = [nw + dw for nw, dw in zip(nabla_w, delta_w, strict=True)]
            weights[:] = [w - RATE / len(batch) * nw for w, nw in zip(weights, nabla_w, strict=True)]
            biases[:] = [b - RATE / len(batch) * nb for b, nb in zip(biases, nabla_b, strict=True)]

    def predict(X):
        a = X.T
        for b, w in zip(biases, weights, strict=True):
            a = 1 / (1 + np.exp(-(w @ a + b)))
        return a.argmax(axis=0)

    return epoch, predict


def gradient_of_one(x, y, weights, biases):
    """Backpropagation for one column ``x``, as the book writes it."""
    activations, slopes = [x], []
    for b, w in zip(biases, weights, strict=True):
        a = 1 / (1 + np.exp(-(np.dot(w, activations[-1]) + b)))
        activations.append(a)
        slopes.append(a * (1 - a))
    delta = (activations[-1] - y) * slopes[-1]
    nabla_b, nabla_w = [delta], [np.dot(delta, activations[-2].T)]
    for layer in range(2, len(SIZES)):
        delta = np.dot(weights[-layer + 1].T, delta) * slopes[-layer]
        nabla_b.insert(0, delta)
        nabla_w.insert(0, np.dot(delta, activations[-layer - 1].T))
    return nabla_b, nabla_w


if __name__ == "__main__":
    main()
