"""One training step of a net of dense layers, written down once as a list of calls and replayed.

On a small net a step is a few microseconds of arithmetic and much more of what surrounds it: making arrays, walking
through the tape, choosing functions. Here every array exists beforehand and each call writes into one of them:

    forward    A ← b,  A ← X Wᵀ + A,  A ← g(A)
    backward   Ḡ_W ← δᵀ X,  Ḡ_b ← 1ᵀ δ,  δ' ← δ W,  δ' ← δ' ⊙ g'

The products are single BLAS calls that add the bias on the way and read transposes where they lie. The numbers are
those of the recorded derivative, to rounding.

References
----------
J. Dongarra et al. (1990), *A set of level 3 Basic Linear Algebra Subprograms*, ACM TOMS 16, 1-17.
"""

from functools import partial

import numpy as np

from nnlib import tree
from nnlib.capture.calls import ACTIVATIONS, OUTPUTS

__all__ = ["DenseStep"]


class DenseStep:
    """A training step on NumPy arrays.

    Parameters
    ----------
    params : list of dict
        For each layer ``W``, shape (units, units before), and ``b``, shape (units,): C-contiguous arrays of one type,
        float32 or float64. They are changed in place.
    activations : list of str
        Of the hidden layers: names in `nnlib.capture.calls.ACTIVATIONS`.
    output : tuple of str
        The last layer's activation and the loss: a pair in `nnlib.capture.calls.OUTPUTS`.
    optimizer : nnlib.optimizers.Optimizer
    optimizer_state : dict
        As returned by ``optimizer.init(params)``; changed in place.
    X, Y : arrays, shapes (n, d) and (n, k)
        All samples and targets, C-contiguous, of the type of the parameters.
    regularizer : nnlib.regularizers.Regularizer, optional
    """

    def __init__(self, params, activations, output, optimizer, optimizer_state, X, Y, *, regularizer=None):
        self.params, self.optimizer, self.optimizer_state = params, optimizer, optimizer_state
        self.gradients = [{name: np.empty_like(p) for name, p in layer.items()} for layer in params]
        self._net, self._X, self._Y, self._regularizer = (activations, output), X, Y, regularizer
        self._flat = tree.leaves(params), tree.leaves(self.gradients)  # walked through once, not at each step
        self._passes = {}  # by batch size: the last batch of an epoch may be shorter

    def __call__(self, batch):
        """Make a step.

        Parameters
        ----------
        batch : array of int, shape (m,)
            Which samples.

        Returns
        -------
        loss : float
            Mean over the batch before the step, with the regularizer's penalty.
        outputs : array, shape (m, k)
            For the batch (logits where the loss is computed from them); valid until the next step.
        """
        size = batch.shape[0]
        passes = self._passes.get(size) or self._passes.setdefault(size, self._record(size))
        self._X.take(batch, 0, passes.X, "clip")  # the mode "clip" writes into the buffer without a copy in between
        self._Y.take(batch, 0, passes.Y, "clip")
        for call in passes.calls:
            call()
        loss = passes.loss()
        if self._regularizer is not None:
            loss += self._penalize()
        self.optimizer.update_in_place(*self._flat, self.optimizer_state)
        return loss, passes.outputs

    def _record(self, size):
        return _Passes(self.params, self.gradients, *self._net, size)

    def _penalize(self):
        pulls = self._regularizer.gradient(self.params)
        for layer, pull in zip(self.gradients, pulls, strict=True):
            layer["W"] += pull["W"]
        return float(self._regularizer.penalty(self.params))


class _Passes:
    """The buffers for batches of n samples, and the calls that fill them."""

    def __init__(self, params, gradients, activations, output, n):
        dtype, sizes = params[0]["W"].dtype, [layer["W"].shape[0] for layer in params]
        self.X = np.empty((n, params[0]["W"].shape[1]), dtype)
        self.Y = np.empty((n, sizes[-1]), dtype)
        A, delta, spare = ([np.empty((n, m), dtype) for m in sizes] for _ in range(3))
        gemm, ones, before = _gemm(dtype), np.ones(n, dtype), [self.X, *A]
        self.calls = []
        for i, layer in enumerate(params):
            self.calls += [partial(np.copyto, A[i], layer["b"]), _product(gemm, before[i], layer["W"], A[i])]
            self.calls += ACTIVATIONS[activations[i]].forward(A[i]) if i < len(activations) else []
        calls, self.loss, self.outputs = OUTPUTS[output](A[-1], self.Y, delta[-1], spare[-1])
        self.calls += calls
        for i in range(len(params) - 1, -1, -1):
            if i:  # before W is read for the last time
                back = partial(gemm, 1.0, params[i]["W"].T, delta[i].T, 0.0, delta[i - 1].T, 0, 0, 1)
                self.calls += [back, *ACTIVATIONS[activations[i - 1]].backward(A[i - 1], delta[i - 1], spare[i - 1])]
            into = gradients[i]
            self.calls.append(partial(gemm, 1.0, before[i].T, delta[i].T, 0.0, into["W"].T, 0, 1, 1))
            self.calls.append(partial(np.dot, ones, delta[i], into["b"]))


def _product(gemm, X, W, Z):
    """The call ``Z ← X Wᵀ + Z``; BLAS stores columns, so it is told ``Zᵀ ← W Xᵀ + Zᵀ``."""
    return partial(gemm, 1.0, W.T, X.T, 1.0, Z.T, 1, 0, 1)


def _gemm(dtype):
    from scipy.linalg import get_blas_funcs

    return get_blas_funcs("gemm", dtype=dtype)
