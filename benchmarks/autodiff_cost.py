"""What a derivative costs: every method as the inputs grow, and the tape beside PyTorch's.

The first table counts in evaluations of the function itself, y = Σ tanh(A x) with A of shape (64, n): differences, the
complex step and forward mode need a pass for each input, reverse mode needs one in all (Griewank and Walther: never
more than about four evaluations). The second times the gradient of small programs in nnlib and in PyTorch.
"""

import numpy as np

from benchmarks.measure import interleaved, table
from nnlib import autodiff
from nnlib.autodiff import complex_step, finite_difference
from nnlib.autodiff import primitives as p

INPUTS = (1, 10, 100, 1000)


def main():
    """Print both tables."""
    print("\nCost of a gradient of y = Σ tanh(A x), x of length n, in evaluations of y\n")
    columns = [relative_costs(n) for n in INPUTS]
    rows = [[name, *(f"{column[name]:,.1f}" for column in columns)] for name in columns[0]]
    print(table(["", *(f"n = {n}" for n in INPUTS)], rows))
    print("\nGradient of small programs, float32, µs\n")
    rows = [[name, *against_torch(*programs)] for name, programs in PROGRAMS.items()]
    print(table(["", "nnlib", "nnlib on PyTorch's tensors", "PyTorch, eager", "× as fast as PyTorch"], rows))


def relative_costs(n):
    """Return for each method the time of a gradient over the time of a value."""
    rng = np.random.default_rng(0)
    A, x = rng.normal(size=(64, n)) / n**0.5, rng.normal(size=n)

    def value(x):
        return np.sum(np.tanh(A @ x))

    gradient = autodiff.grad(value)
    seconds = interleaved(
        {
            "the function": lambda: value(x),
            "forward differences": lambda: finite_difference.gradient(value, x, method="forward"),
            "central differences": lambda: finite_difference.gradient(value, x),
            "complex step": lambda: complex_step.gradient(value, x),
            "forward mode": lambda: autodiff.jacobian(value, x, mode="forward"),
            "reverse mode": lambda: gradient(x),
        },
        rounds=5,
        repeat=max(1, 50 // n),
    )
    return {name: time / seconds["the function"] for name, time in seconds.items()}


def against_torch(ours, theirs, shapes):
    """Return microseconds of nnlib, nnlib on tensors and torch for a gradient by all inputs, and the ratio."""
    import torch

    torch.set_num_threads(1)
    rng = np.random.default_rng(0)
    inputs = [rng.normal(size=shape).astype(np.float32) for shape in shapes]
    tensors = [torch.tensor(x) for x in inputs]
    leaves = [x.clone().requires_grad_() for x in tensors]
    gradient = autodiff.grad(ours, tuple(range(len(inputs))))
    seconds = interleaved(
        {
            "nnlib": lambda: gradient(*inputs),
            "tensors": lambda: gradient(*tensors),
            "PyTorch": lambda: torch.autograd.grad(theirs(*leaves), leaves),
        },
        repeat=20,
    )
    return [f"{1e6 * time:,.0f}" for time in seconds.values()] + [f"{seconds['PyTorch'] / seconds['nnlib']:.2f}"]


def chain(x):
    """A hundred dependent elementwise operations."""
    for _ in range(50):
        x = x * 0.99 + 0.01
    return p.mean(x)


def torch_chain(x):
    """The same in torch."""
    for _ in range(50):
        x = x * 0.99 + 0.01
    return x.mean()


def torch_convolution(x, w):
    """The mean of a convolution."""
    from torch.nn.functional import conv2d

    return conv2d(x, w).mean()


def torch_normalization(x, gamma, beta):
    """The mean square after batch normalization."""
    from torch.nn.functional import batch_norm

    return batch_norm(x, None, None, gamma, beta, training=True).square().mean()


PROGRAMS = {
    "100 elementwise operations on 32 numbers": (chain, torch_chain, [(32,)]),
    "dense layer 784-30, batch 10": (
        lambda X, W, b: p.mean(p.dense(X, W, b, p.tanh)),
        lambda X, W, b: (X @ W.T + b).tanh().mean(),
        [(10, 784), (30, 784), (30,)],
    ),
    "convolution 8 of 3 × 3, 16 images of 28 × 28": (
        lambda x, w: p.mean(p.conv2d(x, w)),
        torch_convolution,
        [(16, 1, 28, 28), (8, 1, 3, 3)],
    ),
    "batch norm 64 × 128": (
        lambda x, gamma, beta: p.mean(p.square(p.batch_norm(x, gamma, beta))),
        torch_normalization,
        [(64, 128), (128,), (128,)],
    ),
}


if __name__ == "__main__":
    main()
