"""One training step on a GPU, recorded as a CUDA graph and replayed.

A GPU is told each small operation by the CPU, and on a small net waits for it most of the time. A graph holds them all,
with the addresses of their arrays, and is started by one call. So everything must stay where it is: indices of the
batch, parameters and the optimizer's state are overwritten, never replaced, and nothing may depend on a value that the
CPU would have to look at.

References
----------
PyTorch documentation, *CUDA semantics*, section "CUDA Graphs" (warm-up on a side stream, capture, replay).
"""

from types import SimpleNamespace

from nnlib import tree
from nnlib.capture.eager import EagerStep

__all__ = ["GraphStep", "is_recordable"]


class GraphStep:
    """A training step on CUDA tensors.

    Parameters
    ----------
    net : nnlib.sequential.Sequential
        Compiled, see `is_recordable`; parameters, state and the optimizer's state are changed in place.
    X, Y : tensors
        All samples and targets.
    batch_size : int
        Batches of this size are replayed; a shorter one at the end of an epoch makes an ordinary step.
    """

    def __init__(self, net, X, Y, batch_size):
        import torch

        self._net, self._size = net, min(batch_size, X.shape[0])
        self._recorded = _with_counter(net, X)
        self._step = EagerStep(self._recorded, X, Y)
        self._batch = torch.arange(self._size, device=X.device)
        before = [leaf.clone() for leaf in self._arrays()]
        self._warm_up(torch)
        self._graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(self._graph):
            self._loss, self._outputs = self._in_place(self._batch)
        for leaf, value in zip(self._arrays(), before, strict=True):  # warming up has trained
            leaf.copy_(value)

    def __call__(self, batch):
        """Make a step on the samples with the indices ``batch``; return their loss before it and their outputs.

        Both are overwritten by the next step.
        """
        self._net.optimizer_state["step"] += 1
        if batch.shape[0] != self._size:
            return self._in_place(batch)
        self._batch.copy_(batch)
        self._graph.replay()
        return self._loss, self._outputs

    def _in_place(self, batch):
        state = self._recorded.state
        loss, outputs = self._step(batch)
        tree.map(lambda old, new: old.copy_(new), state, self._recorded.state)
        self._recorded.state = state
        return loss, outputs

    def _warm_up(self, torch):
        side = torch.cuda.Stream()
        side.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(side):
            for _ in range(3):
                self._in_place(self._batch)
        torch.cuda.current_stream().wait_stream(side)

    def _arrays(self):
        found = self._recorded
        return tree.leaves([found.params, found.state, found.optimizer_state])


def is_recordable(net, X, Y):
    """Tell whether a step of the net looks at no value and draws no random number.

    It is tried on torch's meta device, whose arrays have shapes and no values.
    """
    shadow = _with_counter(net, X, "meta")
    try:
        EagerStep(shadow, X[:2].to("meta"), Y[:2].to("meta"))(_indices(X))
    except (RuntimeError, TypeError, ValueError):  # values were asked for, or random numbers
        return False
    return True


def _indices(X):
    import torch

    return torch.arange(min(2, X.shape[0]), device="meta")


def _with_counter(net, X, device=None):
    """What `EagerStep` needs of a net, with the optimizer's count of steps as an array, on ``device``."""
    import torch

    counter = torch.tensor(net.optimizer_state["step"], dtype=torch.float64, device=device or X.device)
    trees = [net.params, net.state, {**net.optimizer_state, "step": counter}]
    params, state, optimizer_state = trees if device is None else tree.map(lambda p: p.to(device), trees)
    return SimpleNamespace(
        objective=net.objective,
        optimizer=net.optimizer,
        params=params,
        state=state,
        optimizer_state=optimizer_state,
    )
