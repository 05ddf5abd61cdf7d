"""The training step as it is: differentiate, then update. Every net on every array library can do it."""

from nnlib.autodiff import value_and_grad

__all__ = ["EagerStep"]


class EagerStep:
    """A training step that records its derivative anew each time.

    Parameters
    ----------
    net : nnlib.sequential.Sequential
        Compiled; its parameters and the optimizer's state are changed in place, ``net.state`` is replaced.
    X, Y : arrays
        All samples and targets.
    stream : nnlib.random.DeviceStream, optional
        Random numbers for layers that need them.
    """

    def __init__(self, net, X, Y, stream=None):
        self._net, self._data, self._stream = net, (X, Y), stream
        self._differentiate = value_and_grad(net.objective, has_aux=True)

    def __call__(self, batch):
        """Make a step on the samples with the indices ``batch``; return their loss before it and their outputs."""
        net, (X, Y) = self._net, self._data
        (loss, (outputs, net.state)), gradients = self._differentiate(
            net.params, net.state, X[batch], Y[batch], rng=self._stream
        )
        net.optimizer.update_in_place(net.params, gradients, net.optimizer_state)
        return loss, outputs
