"""One training step of a small and of a larger net: nnlib, PyTorch, and NumPy fused by hand.

Sigmoid units, mean squared error, stochastic gradient descent, float32. Every contestant gathers its mini-batch by
indices, makes the same step from the same weights (checked to rounding before anything is timed) and says its loss.
"""

import functools
import itertools

import numpy as np

from benchmarks.measure import interleaved, table
from nnlib import capture, optimizers, random, tree
from nnlib.arrays import to_numpy
from nnlib.layers import Dense
from nnlib.sequential import Sequential

RATE = 0.1
NETS = {(784, 30, 10): (10, 100), (784, 512, 10): (128, 10)}  # sizes: batch, steps in a block


def main():
    """Print microseconds a step and their ratios."""
    for sizes, (batch_size, repeat) in NETS.items():
        steps = contestants(sizes, batch_size)
        check_equal(steps)
        calls = {name: step for name, (step, _) in steps.items()}
        seconds = interleaved(calls, rounds=25, repeat=repeat)
        ours, torch = seconds["nnlib"], seconds.get("PyTorch, eager", float("nan"))
        print(f"\nOne step, {'-'.join(map(str, sizes))}, batch {batch_size}, float32\n")
        rows = [[name, f"{1e6 * s:,.0f}", f"{s / ours:.2f}", f"{torch / s:.2f}"] for name, s in seconds.items()]
        print(table(["", "µs a step", "time / nnlib's", "× as fast as PyTorch"], rows))


def contestants(sizes, batch_size):
    """Return for each name a step, a function without arguments, and a function that returns the weights."""
    rng = np.random.default_rng(0)
    X = rng.random((2000, sizes[0]), dtype=np.float32)
    Y = np.eye(sizes[-1], dtype=np.float32)[rng.integers(0, sizes[-1], len(X))]
    batch = rng.permutation(len(X))[:batch_size]
    return {
        "nnlib": nnlib_step(sizes, X, Y, batch, capture.choose),
        "nnlib, derivative recorded anew each step": nnlib_step(sizes, X, Y, batch, eager),
        "NumPy, fused by hand": fused_step(weights(sizes), X, Y, batch),
    } | torch_steps(sizes, X, Y, batch)


def weights(sizes):
    """Return the first weights and biases, the same for all."""
    net = Sequential([Dense(m, "sigmoid") for m in sizes[1:]], input_shape=sizes[0], seed=0, like=np.float32([0]))
    return [p.copy() for p in tree.leaves(net.params)]


def nnlib_step(sizes, X, Y, batch, choose):
    """A step of `Sequential`, as ``fit`` makes it."""
    net = Sequential([Dense(m, "sigmoid") for m in sizes[1:]], input_shape=sizes[0], seed=0, like=X)
    net.compile(optimizers.sgd(RATE), "mse")
    net.optimizer_state = net.optimizer.init(net.params)
    step = choose(net, X, Y, batch_size=len(batch), stream=random.DeviceStream(np.random.default_rng(0), X))
    return functools.partial(step, batch), lambda: tree.leaves(net.params)


def eager(net, X, Y, **others):
    """The step that is not replayed."""
    return capture.EagerStep(net, X, Y)


def torch_steps(sizes, X, Y, batch):
    """PyTorch's own way, and nnlib on the same tensors; nothing where PyTorch is missing."""
    try:
        import torch
    except ImportError:
        return {}
    tensors = torch.tensor(X), torch.tensor(Y), torch.tensor(batch)
    return {
        "nnlib on PyTorch's CPU tensors": nnlib_step(sizes, *tensors, eager),
        "PyTorch, eager": torch_step(torch, sizes, *tensors),
    }


def torch_step(torch, sizes, X, Y, batch, *, read_loss=True):
    """A step as PyTorch's tutorials write it."""
    model, optimizer, loss = torch_modules(torch, sizes, X.device)

    def step():
        optimizer.zero_grad()
        value = loss(model(X[batch]), Y[batch])
        value.backward()
        optimizer.step()
        return value.item() if read_loss else value

    return step, lambda: [p.detach() for p in model.parameters()]


def torch_modules(torch, sizes, device):
    """Return PyTorch's model, with the weights of all others, its optimizer and its loss."""
    pairs = itertools.pairwise(sizes)
    model = torch.nn.Sequential(*[part for n, m in pairs for part in (torch.nn.Linear(n, m), torch.nn.Sigmoid())])
    with torch.no_grad():
        for p, w in zip(model.parameters(), weights(sizes), strict=True):
            p.copy_(torch.tensor(w))
    model.to(device)
    return model, torch.optim.SGD(model.parameters(), lr=RATE), torch.nn.MSELoss()


def fused_step(parameters, X, Y, batch):
    """What a patient programmer writes for two layers: no array is made, the rate is folded into the error."""
    W1, b1, W2, b2 = parameters
    n, k = len(batch), len(b2)
    x, y = np.empty((n, X.shape[1]), X.dtype), np.empty((n, k), X.dtype)
    A1, D1, T1 = (np.empty((n, len(b1)), X.dtype) for _ in range(3))
    A2, D2, T2 = (np.empty((n, k), X.dtype) for _ in range(3))
    G1, g1, G2, g2 = (np.empty_like(p) for p in parameters)
    factor = np.float32(2 * RATE / (n * k))

    def sigmoid(Z):
        np.multiply(Z, np.float32(0.5), out=Z)
        np.tanh(Z, out=Z)
        np.multiply(Z, np.float32(0.5), out=Z)
        np.add(Z, np.float32(0.5), out=Z)

    def times_slope(D, A, T):
        np.subtract(np.float32(1), A, out=T)
        np.multiply(T, A, out=T)
        np.multiply(D, T, out=D)

    def step():
        np.take(X, batch, axis=0, out=x, mode="clip")
        np.take(Y, batch, axis=0, out=y, mode="clip")
        np.matmul(x, W1.T, out=A1)
        np.add(A1, b1, out=A1)
        sigmoid(A1)
        np.matmul(A1, W2.T, out=A2)
        np.add(A2, b2, out=A2)
        sigmoid(A2)
        np.subtract(A2, y, out=D2)
        loss = float(np.vdot(D2, D2)) / (n * k)
        np.multiply(D2, factor, out=D2)
        times_slope(D2, A2, T2)
        np.matmul(D2, W2, out=D1)
        times_slope(D1, A1, T1)
        np.matmul(D2.T, A1, out=G2)
        np.add.reduce(D2, axis=0, out=g2)
        np.matmul(D1.T, x, out=G1)
        np.add.reduce(D1, axis=0, out=g1)
        for p, g in zip((W1, b1, W2, b2), (G1, g1, G2, g2), strict=True):
            np.subtract(p, g, out=p)
        return loss

    return step, lambda: parameters


def check_equal(steps, count=5):
    """Make some steps with every contestant and compare the weights."""
    for step, _ in steps.values():
        for _ in range(count):
            step()
    expected = None
    for name, (_, parameters) in steps.items():
        found = [to_numpy(p) for p in parameters()]
        expected = expected or found
        for p, q in zip(found, expected, strict=True):
            np.testing.assert_allclose(p, q, rtol=1e-3, atol=1e-6, err_msg=name)


if __name__ == "__main__":
    main()
