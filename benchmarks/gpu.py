"""On a GPU: training steps of a small and a large net, nnlib and PyTorch; a Boltzmann machine, GPU and CPU.

A GPU works while Python goes on, so a block of steps is timed to its end (``torch.cuda.synchronize``), in seconds that
pass. PyTorch's own contestants are its tutorials' loop, and the same step captured as a CUDA graph by hand.
"""

import functools
import statistics
import time

import numpy as np

from benchmarks.measure import table
from benchmarks.rbm import BATCH, HIDDEN, images, ours
from benchmarks.training_step import check_equal, eager, nnlib_step, torch_modules, torch_step
from nnlib import capture

NETS = {(784, 30, 10): (10, 300), (784, 4096, 4096, 10): (4096, 10)}  # sizes: batch, steps in a block
ROUNDS, EPOCHS = 15, 100


def main():
    """Print microseconds a step and their ratios, or that there is no GPU."""
    try:
        import torch
    except ImportError:
        torch = None
    if torch is None or not torch.cuda.is_available():
        print("skipped: it needs PyTorch and a CUDA device")
        return
    print(torch.cuda.get_device_name(), f"torch {torch.__version__}", sep=", ")
    for sizes, (batch_size, repeat) in NETS.items():
        steps = contestants(torch, sizes, batch_size)
        check_equal(steps)
        seconds = blocks(torch, {name: step for name, (step, _) in steps.items()}, repeat)
        ours, theirs = seconds["nnlib, recorded"], seconds["PyTorch, eager"]
        print(f"\nOne step, {'-'.join(map(str, sizes))}, batch {batch_size}, float32\n")
        rows = [[name, f"{1e6 * s:,.0f}", f"{s / ours:.2f}", f"{theirs / s:.2f}"] for name, s in seconds.items()]
        print(table(["", "µs a step", "time / nnlib's", "× as fast as PyTorch"], rows), flush=True)
    machines(torch)


def blocks(torch, calls, repeat):
    """Time blocks of ``repeat`` calls in turn; return the median seconds of a call."""
    seconds = {name: [] for name in calls}
    for number in range(ROUNDS + 1):
        for name, call in calls.items():
            torch.cuda.synchronize()
            start = time.perf_counter()
            for _ in range(repeat):
                call()
            torch.cuda.synchronize()
            if number:
                seconds[name].append((time.perf_counter() - start) / repeat)
    return {name: statistics.median(values) for name, values in seconds.items()}


def contestants(torch, sizes, batch_size):
    """Return for each name a step without arguments and a function that returns the weights."""
    rng = np.random.default_rng(0)
    X = rng.random((2 * batch_size, sizes[0]), dtype=np.float32)
    Y = np.eye(sizes[-1], dtype=np.float32)[rng.integers(0, sizes[-1], len(X))]
    batch = rng.permutation(len(X))[:batch_size]
    on_device = [torch.tensor(a, device="cuda") for a in (X, Y, batch)]
    return {
        "nnlib, recorded": nnlib_step(sizes, *on_device, capture.choose),
        "nnlib, derivative recorded anew each step": nnlib_step(sizes, *on_device, eager),
        "PyTorch, eager": torch_step(torch, sizes, *on_device, read_loss=False),
        "PyTorch, captured by hand": captured(torch, sizes, *on_device),
    }


def captured(torch, sizes, X, Y, batch):
    """PyTorch's step in a CUDA graph, as its documentation writes it."""
    model, optimizer, loss = torch_modules(torch, sizes, X.device)
    index = batch.clone()
    start = [p.detach().clone() for p in model.parameters()]

    def step():
        optimizer.zero_grad(set_to_none=True)
        value = loss(model(X[index]), Y[index])
        value.backward()
        optimizer.step()

    side = torch.cuda.Stream()
    with torch.cuda.stream(side):
        for _ in range(3):
            step()
    torch.cuda.synchronize()
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.graph(graph):
        step()
    with torch.no_grad():
        for p, before in zip(model.parameters(), start, strict=True):
            p.copy_(before)

    def replay():
        index.copy_(batch)
        graph.replay()

    return replay, lambda: [p.detach() for p in model.parameters()]


def machines(torch):
    """Print what a step of contrastive divergence takes on the CPU and on the GPU."""
    V = images()
    tensor, batches = torch.tensor(V, device="cuda"), len(V) // BATCH
    calls = {  # a name: epochs in a block, and the block
        f"nnlib, torch float32 on {torch.cuda.get_device_name()}": (EPOCHS, functools.partial(ours, tensor, EPOCHS)),
        "nnlib, NumPy float32 on this machine's CPU, one thread": (1, functools.partial(ours, V)),
    }
    seconds = blocks(torch, {name: call for name, (_, call) in calls.items()}, 1)
    rows = [[name, f"{1e3 * seconds[name] / (epochs * batches):.3f}"] for name, (epochs, _) in calls.items()]
    print(f"\nOne step of CD-1, 784-{HIDDEN}, batch {BATCH}; whole trainings, with their start and shuffles\n")
    print(table(["", "ms a step"], rows), flush=True)


if __name__ == "__main__":
    main()
