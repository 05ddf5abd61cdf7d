"""Derivatives, exact to rounding, of functions of arrays.

    >>> import numpy as np
    >>> from nnlib import autodiff
    >>> from nnlib.arrays import namespace
    >>> def loss(parameters, X):
    ...     xp = namespace(X, *parameters)
    ...     W, b = parameters
    ...     return xp.mean(xp.tanh(X @ W.T + b) ** 2)
    >>> value, (dW, db) = autodiff.value_and_grad(loss)([np.ones((2, 3)), np.zeros(2)], np.eye(3))
    >>> dW.shape, db.shape
    ((2, 3), (2,))

``loss`` is an ordinary function. Given NumPy arrays or torch tensors it computes; given *traced* arrays, which are just
one more array library, it is differentiated:

==========================  ===========================================================================================
`grad`, `value_and_grad`    the gradient of a number, by reverse mode, as a tree like the parameters
`vjp`, `jvp`                vector times Jacobian (reverse mode), Jacobian times vector (forward mode, dual numbers)
`hvp`, `jacobian`           Hessian times vector without the Hessian; the whole Jacobian by either mode
`check_grads`               all modes must agree, and agree with differences
`detach`                    cut the history: a constant to every derivative
`Dual`, `Value`             dual numbers to play with; a scalar tape small enough to read, and to draw (`graph`)
==========================  ===========================================================================================

The other ways to a derivative have modules of their own: `finite_difference`, `complex_step`, `symbolic`.
They nest: ``grad(grad(f))`` and ``jvp(grad(f), …)`` are second derivatives. Parameters are trees: arrays, numbers, or
nested lists, tuples and dicts of them.

**What a function may use.** Operators, ``[]``, comparisons (plain booleans, without derivative), ``.shape``,
``.T``, ``.mT``, ``len``; the functions of the array API standard through ``xp = namespace(x)``, which serves every
library, or through ``np.`` where NumPy is enough; and from
`nnlib.autodiff.primitives`, on plain and traced arrays alike, also those that the standard lacks: ``erf``, ``relu``,
``sigmoid``, ``softplus``, ``logsumexp``, ``softmax``, ``log_softmax``, ``conv2d``, ``max_pool2d``, ``avg_pool2d``, and
the fused ``dense(X, W, b, activation)``, ``softmax_cross_entropy(Z, targets)``, ``sigmoid_cross_entropy(Z, targets)``,
``batch_norm(x, gamma, beta)``, ``layer_norm(x, gamma, beta)``, which keep the tape short. Arrays change only by
computing new ones: a traced array refuses ``x[i] = …``.

**How to add a function.** First try to write it with others: then it needs nothing more. Otherwise state its derivative
once, and forward mode, reverse mode and higher derivatives follow. The first form suits functions of numbers; a partial
receives the output and all inputs, and is written with operators and primitives:

    >>> from nnlib.autodiff.primitives import sigmoid
    >>> @autodiff.elementwise(lambda out, x, slope: sigmoid(slope * x) + slope * out * (1 - sigmoid(slope * x)),
    ...                       lambda out, x, slope: x * out * (1 - sigmoid(slope * x)))
    ... def swish(x, slope=1.0):
    ...     return x * sigmoid(slope * x)

`elementwise` (partial derivatives), `linear` (transposes) and `fused` (a composition with a fast reverse pass of its
own) are described in `nnlib.autodiff.rules`. Broadcasting is undone for you. A parameter that is no array (an axis, a
mode) is passed through; give it the partial None.
"""

from nnlib.autodiff import complex_step, finite_difference, graph, primitives, symbolic
from nnlib.autodiff import numpy_names as _numpy_names  # noqa: F401 (attached to traced arrays)
from nnlib.autodiff.check import check_grads
from nnlib.autodiff.dual import Dual, jvp
from nnlib.autodiff.gradients import grad, value_and_grad, vjp
from nnlib.autodiff.matrices import hvp, jacobian
from nnlib.autodiff.rules import elementwise, fused, linear
from nnlib.autodiff.traced import detach
from nnlib.autodiff.value import Value

__all__ = [
    "Dual", "Value", "check_grads", "complex_step", "detach", "elementwise", "finite_difference", "fused", "grad",
    "graph", "hvp", "jacobian", "jvp", "linear", "primitives", "symbolic", "value_and_grad", "vjp",
]  # fmt: skip
