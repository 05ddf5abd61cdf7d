"""One training step of a net on a GPU, recorded as a CUDA graph and replayed; `nnlib.capture.replay` says how."""

from types import SimpleNamespace

from nnlib import tree
from nnlib.capture.eager import EagerStep
from nnlib.capture.replay import overwrite, record
from nnlib.random import DeviceStream

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
    stream : nnlib.random.DeviceStream, optional
        Random numbers for layers that need them.
    """

    def __init__(self, net, X, Y, batch_size, stream=None):
        import torch

        self._net, self._size = net, min(batch_size, X.shape[0])
        self._recorded = _with_counter(net, X)
        self._step = EagerStep(self._recorded, X, Y, stream)
        self._batch = torch.arange(self._size, device=X.device)
        generators = stream.generators if stream else []
        self._replay, found = record(lambda: self._in_place(self._batch), self._arrays(), generators)
        self._loss, self._outputs = found

    def __call__(self, batch):
        """Make a step on the samples with the indices ``batch``; return their loss before it and their outputs.

        Both are overwritten by the next step.
        """
        self._net.optimizer_state["step"] += 1
        if batch.shape[0] != self._size:
            return self._in_place(batch)
        self._batch.copy_(batch)
        self._replay()
        return self._loss, self._outputs

    def _in_place(self, batch):
        state = self._recorded.state
        loss, outputs = self._step(batch)
        overwrite(state, self._recorded.state)
        self._recorded.state = state
        return loss, outputs

    def _arrays(self):
        found = self._recorded
        return tree.leaves([found.params, found.state, found.optimizer_state])


def is_recordable(net, X, Y):
    """Tell whether a step of the net looks at no value.

    It is tried on torch's meta device, whose arrays have shapes and no values.
    """
    shadow, X = _with_counter(net, X, "meta"), X[:2].to("meta")
    try:
        EagerStep(shadow, X, Y[:2].to("meta"), DeviceStream(None, X))(_indices(X))
    except (RuntimeError, TypeError, ValueError):  # values were asked for
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
