"""Whole layers and losses as one step each, so that the tape of a network stays short.

Rows are samples: X (n, n_in), W (n_out, n_in), logits Z (n, k). Each function is written with rows of the table; the
``_…_fast`` beside it is its reverse pass by hand. With δ = ∂C/∂Z:

    dense            Z = X Wᵀ + b, A = g(Z)     δ = ā g'(Z),  X̄ = δ W,  W̄ = δᵀ X,  b̄ = Σ_rows δ
    cross-entropies  C = -1/n Σ t log y         δ = (y - t) / n

References
----------
Nielsen (2015), *Neural Networks and Deep Learning*, chapters 2 and 3.
"""

from nnlib.arrays import namespace
from nnlib.autodiff.broadcasting import reshape, sum
from nnlib.autodiff.plain import largest, logistic, positions, total
from nnlib.autodiff.primitives.elementwise import abs, exp, log1p, maximum
from nnlib.autodiff.primitives.indexing import take_along_axis
from nnlib.autodiff.primitives.linear import matrix_transpose
from nnlib.autodiff.primitives.reductions import log_softmax
from nnlib.autodiff.rules import Elementwise, fused

__all__ = ["dense", "sigmoid_cross_entropy", "softmax_cross_entropy"]


def dense(X, W, b=None, activation=None):
    """Return ``activation(X @ W.T + b)``.

    Parameters
    ----------
    X : array, shape (..., n_in)
    W : array, shape (n_out, n_in)
    b : array, shape (n_out,), optional
    activation : function, optional
        Joined to the layer's one step if it is a row of the table (`elementwise`), called on its result otherwise.
    """
    if activation is None or isinstance(activation, Elementwise):
        return _dense(X, W, b, activation)
    return activation(_dense(X, W, b, None))


def _dense_fast(wanted, X, W, b, activation):
    Z = X @ W.T  # (..., n_out)
    if b is not None and b.dtype == Z.dtype:
        Z += b
    elif b is not None:
        Z = Z + b
    A = Z if activation is None else activation.compute(Z)

    def pullback(cotangent):
        delta = cotangent if activation is None else cotangent * activation.derivative(A, Z)
        rows = _as_matrix(delta)
        return [delta @ W if i == 0 else rows.T @ _as_matrix(X) if i == 1 else total(rows, 0) for i in wanted]

    return A, pullback


def _as_matrix(X):
    return X if X.ndim == 2 else reshape(X, (-1, X.shape[-1]))


@fused(_dense_fast)
def _dense(X, W, b, activation):
    Z = X @ matrix_transpose(W)
    Z = Z if b is None else Z + b
    return Z if activation is None else activation(Z)


def _row_count(Z):
    if Z.shape[0] == 0:
        raise ValueError(f"a mean over samples needs at least one row, got logits of shape {tuple(Z.shape)}")
    return Z.shape[0]


def softmax_cross_entropy(Z, targets):
    """Return the mean over rows of -log softmax(Z) at the targets.

    Parameters
    ----------
    Z : array, shape (n, k)
        Logits: what goes into the softmax, not what comes out.
    targets : array of int, shape (n,), or array, shape (n, k)
        The class of each row, 0 … k-1 (not checked), or a distribution over classes (one-hot, smoothed).

    Raises
    ------
    ValueError
        If there are no rows.
    """
    return _cost_of_classes(Z, targets) if targets.ndim == 1 else _cost_of_distributions(Z, targets)


def _exponentials(Z):
    """Z and e^Z, the largest of each row taken out, and the sum of the latter."""
    shifted = Z - largest(Z, 1)
    Y = namespace(Z).exp(shifted)
    return shifted, Y, total(Y, 1, True)


def _classes_fast(wanted, Z, classes):
    n = _row_count(Z)
    rows = positions(n, Z)
    shifted, Y, sums = _exponentials(Z)
    cost = total(namespace(Z).log(sums[:, 0]) - shifted[rows, classes]) / n

    def pullback(cotangent):
        delta = Y / sums
        delta[rows, classes] -= 1
        delta *= cotangent / n
        return [delta]

    return cost, pullback


@fused(_classes_fast)
def _cost_of_classes(Z, classes):
    return -sum(take_along_axis(log_softmax(Z), classes[:, None], 1)) / _row_count(Z)


def _distributions_fast(wanted, Z, targets):
    n = _row_count(Z)
    shifted, Y, sums = _exponentials(Z)
    surprise = namespace(Z).log(sums) - shifted  # -log softmax(Z)

    def pullback(cotangent):
        scale = cotangent / n
        return [scale * ((total(targets, 1, True) / sums) * Y - targets if i == 0 else surprise) for i in wanted]

    return total(targets * surprise) / n, pullback


@fused(_distributions_fast)
def _cost_of_distributions(Z, targets):
    return -sum(targets * log_softmax(Z)) / _row_count(Z)


def _sigmoid_cross_entropy_fast(wanted, Z, targets):
    n = _row_count(Z)
    cost = sigmoid_cross_entropy.compute(Z, targets)

    def pullback(cotangent):
        return [(logistic(Z) - targets if i == 0 else -Z) * (cotangent / n) for i in wanted]

    return cost, pullback


@fused(_sigmoid_cross_entropy_fast)
def sigmoid_cross_entropy(Z, targets):
    """Return the mean over rows of Σ -t log σ(z) - (1-t) log(1-σ(z)) over outputs.

    Computed as Σ max(z, 0) - t z + log(1 + e^-|z|), which overflows nowhere.

    Parameters
    ----------
    Z : array, shape (n,) or (n, k)
        Logits.
    targets : array, shape of Z
        Probabilities, 0 … 1.

    Raises
    ------
    ValueError
        If there are no rows.
    """
    return sum(maximum(Z, 0.0) - targets * Z + log1p(exp(-abs(Z)))) / _row_count(Z)
