"""Training a restricted Boltzmann machine, 784 visible and 500 hidden units, batches of 100: nnlib and scikit-learn.

Both run in one process, one epoch each in turn, on the same 10,000 binary images. scikit-learn works in the precision
of its data; both are shown, for float64 is what NumPy makes by default. Its `BernoulliRBM` makes one persistent Gibbs
step for each batch, nnlib one step of contrastive divergence: the same five matrix products.
"""

import os

import numpy as np
from sklearn.neural_network import BernoulliRBM

from benchmarks.measure import interleaved, table
from nnlib import datasets, rbm

HIDDEN, BATCH, RATE, ROUNDS, EPOCHS = 500, 100, 0.05, 5, 3


def images(n=10_000):
    """Return ``n`` binary images of 28 × 28 pixels: MNIST, or without ``NNLIB_DATA`` enlarged digits."""
    if os.environ.get("NNLIB_DATA"):
        return (datasets.mnist()[0][:n] > 0.5).astype(np.float32)
    small = datasets.digits()[0].reshape(-1, 8, 8)
    large = np.pad(np.kron(small > small.max() / 2, np.ones((1, 3, 3))), ((0, 0), (2, 2), (2, 2)))
    return np.resize(large, (n, 784)).astype(np.float32)


def ours(V, epochs=1):
    """Train nnlib's machine; return its parameters."""
    rng = np.random.default_rng(0)
    start = rbm.initial(V, HIDDEN, rng=rng)
    return rbm.train(V, start, epochs=epochs, rng=rng, learning_rate=RATE, batch_size=BATCH)[0]


def theirs(V, epochs=1):
    """Train scikit-learn's machine; return its parameters in nnlib's order."""
    model = BernoulliRBM(HIDDEN, learning_rate=RATE, batch_size=BATCH, n_iter=epochs, random_state=0).fit(V)
    return model.components_, model.intercept_visible_, model.intercept_hidden_


def products(V):
    """Make only the five matrix products of each batch, in float32: what no implementation can save."""
    W = np.full((HIDDEN, 784), 0.01, dtype=np.float32)
    for start in range(0, len(V), BATCH):
        v = V[start : start + BATCH]
        h = v @ W.T
        d = h @ W
        k = d @ W.T
        h.T @ v - k.T @ d


def contestants(V):
    """Return what is timed, by name; the first is the measure."""
    double = V.astype(np.float64)
    calls = {
        "nnlib, NumPy float32": lambda: ours(V),
        "scikit-learn, float64": lambda: theirs(double),
        "scikit-learn, float32": lambda: theirs(V),
        "the matrix products alone, float32": lambda: products(V),
    }
    try:
        import torch
    except ImportError:
        return calls
    tensor = torch.from_numpy(V)
    calls["nnlib, torch float32 on the CPU"] = lambda: ours(tensor)
    if torch.cuda.is_available():
        on_device = tensor.cuda()
        calls[f"nnlib, torch float32 on {torch.cuda.get_device_name()}"] = lambda: ours(on_device)[1].sum().item()
    return calls


def score(V, parameters):
    """Return the pseudo-log-likelihood of the data, with the same flips for every machine."""
    parameters = [np.asarray(p, dtype=np.float32) for p in parameters]
    return float(rbm.pseudo_log_likelihood(V, *parameters, rng=np.random.default_rng(1)).mean())


def main():
    """Print milliseconds a batch and ratios, then the pseudo-likelihood after each epoch."""
    V = images()
    seconds = interleaved(contestants(V), rounds=ROUNDS)
    measure, batches = next(iter(seconds.values())), len(V) // BATCH
    rows = [[name, f"{1e3 * t / batches:.2f}", f"{t / measure:.2f}"] for name, t in seconds.items()]
    print(table([f"one step, 784-{HIDDEN}, batch {BATCH}", "ms", "time / nnlib's"], rows), end="\n\n", flush=True)
    rows = []
    for name, train in (("nnlib, CD-1", ours), ("scikit-learn, persistent", theirs)):
        rows.append([name, *(f"{score(V, train(V, epochs)):.1f}" for epochs in range(1, EPOCHS + 1))])
    print(table(["pseudo-log-likelihood after epoch", *range(1, EPOCHS + 1)], rows))


if __name__ == "__main__":
    main()
