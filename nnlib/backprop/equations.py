"""Backpropagation by hand, for a multilayer perceptron: the four equations, each a line of code.

One sample is one row, ``W[l]`` has shape (units of layer l, units of the layer before), and the cost C is a mean over
the n samples of a batch, so every δ carries the factor 1/n:

    forward   Z[l] = A[l-1] W[l]ᵀ + b[l]        A[l] = g(Z[l])        A[0] = X
    BP1       δ[L] = (A[L] - Y)/n ⊙ g'(Z[L])                          quadratic cost  C = 1/2n Σ |A[L] - Y|²
    BP2       δ[l] = (δ[l+1] W[l+1]) ⊙ g'(Z[l])
    BP3       ∂C/∂b[l] = Σ over the samples of δ[l]
    BP4       ∂C/∂W[l] = δ[l]ᵀ A[l-1]

Nielsen writes one sample as a column, ``z = W a + b``; each formula here is the transpose of his.

References
----------
M. A. Nielsen (2015), *Neural Networks and Deep Learning*, chapters 2 and 3, http://neuralnetworksanddeeplearning.com.
D. E. Rumelhart, G. E. Hinton, R. J. Williams (1986), *Learning representations by back-propagating errors*,
Nature 323, 533-536.
"""

from nnlib._names import look_up
from nnlib.arrays import namespace

__all__ = ["ACTIVATIONS", "LOSSES", "backprop", "bp1", "bp2", "bp34", "mlp_forward"]


def _sigmoid(Z):
    return 0.5 * (namespace(Z).tanh(0.5 * Z) + 1)  # the same function as 1/(1 + exp(-Z)), without overflow


ACTIVATIONS = {  # name: g and g', by hand like everything here
    "sigmoid": (_sigmoid, lambda Z: _sigmoid(Z) * (1 - _sigmoid(Z))),
    "tanh": (lambda Z: namespace(Z).tanh(Z), lambda Z: 1 - namespace(Z).tanh(Z) ** 2),
    "relu": (lambda Z: Z * (Z > 0), lambda Z: namespace(Z).astype(Z > 0, Z.dtype)),
}
LOSSES = ("quadratic", "cross_entropy")


def mlp_forward(X, Ws, bs, activation="sigmoid"):
    """Compute every layer and keep what backpropagation needs.

    Parameters
    ----------
    X : array, shape (n, d)
    Ws, bs : lists of arrays, shapes (units, units before) and (units,)
    activation : str
        A name in `ACTIVATIONS`.

    Returns
    -------
    Zs : list of arrays, shape (n, units)
        Weighted inputs, one array a layer.
    As : list of arrays, shape (n, units)
        Activations, with X itself first: one array more than ``Zs``.
    """
    g, _ = look_up(ACTIVATIONS, activation, "activation")
    Zs, As = [], [X]
    for W, b in zip(Ws, bs, strict=True):
        Zs.append(As[-1] @ W.T + b)
        As.append(g(Zs[-1]))
    return Zs, As


def bp1(A, Y, dgZ):
    """Return δ of the output layer under the quadratic cost (BP1).

    Parameters
    ----------
    A, Y : arrays, shape (n, k)
        Outputs and targets.
    dgZ : array, shape (n, k), or 1
        g'(Z) of the output layer. It is 1 where the cost is matched to the output (linear and quadratic, sigmoid and
        cross-entropy, softmax and cross-entropy): there g' cancels and δ is the error itself.
    """
    return (A - Y) / A.shape[0] * dgZ


def bp2(delta, W, dgZ):
    """Return δ of a layer from the next one's (BP2).

    Parameters
    ----------
    delta : array, shape (n, m2)
        δ of the next layer.
    W : array, shape (m2, m1)
        Weights of the next layer.
    dgZ : array, shape (n, m1)
        g'(Z) of this layer.
    """
    return (delta @ W) * dgZ  # (n, m1)


def bp34(A_before, delta):
    """Return the gradients of a layer's weights and biases (BP4 and BP3).

    Parameters
    ----------
    A_before : array, shape (n, m1)
        What entered the layer.
    delta : array, shape (n, m2)

    Returns
    -------
    array, shape (m2, m1)
    array, shape (m2,)
    """
    return delta.T @ A_before, namespace(delta).sum(delta, axis=0)


def backprop(X, Y, Ws, bs, *, activation="sigmoid", loss="quadratic"):
    """Return the gradient of the cost with respect to every weight and bias.

    Parameters
    ----------
    X : array, shape (n, d)
    Y : array, shape (n, k)
        Targets, one column an output.
    Ws, bs : lists of arrays, shapes (units, units before) and (units,)
    activation : str
        A name in `ACTIVATIONS`, of every layer.
    loss : {"quadratic", "cross_entropy"}
        The cross-entropy is that of independent sigmoid outputs.

    Returns
    -------
    gWs, gbs : lists of arrays, shaped as ``Ws`` and ``bs``

    Raises
    ------
    ValueError
        If shapes do not follow each other, or the cross-entropy is asked of outputs that are no sigmoids.
    """
    _check(X, Y, Ws, bs, activation, loss)
    _, dg = ACTIVATIONS[activation]
    Zs, As = mlp_forward(X, Ws, bs, activation)
    delta = bp1(As[-1], Y, dg(Zs[-1]) if loss == "quadratic" else 1)
    gradients = [bp34(As[-2], delta)]
    for l in range(len(Ws) - 2, -1, -1):  # noqa: E741 - the formulas' letter
        delta = bp2(delta, Ws[l + 1], dg(Zs[l]))
        gradients.append(bp34(As[l], delta))
    gWs, gbs = zip(*reversed(gradients), strict=True)
    return list(gWs), list(gbs)


def _check(X, Y, Ws, bs, activation, loss):
    look_up(ACTIVATIONS, activation, "activation")
    look_up(dict.fromkeys(LOSSES), loss, "loss")
    if loss == "cross_entropy" and activation != "sigmoid":
        raise ValueError(f"cross_entropy expects sigmoid outputs between 0 and 1, got {activation}; use 'quadratic'")
    if X.ndim != 2 or X.shape[0] == 0:
        raise ValueError(f"X must have shape (n, d) with at least one sample, got {tuple(X.shape)}; X[None] is one row")
    units = X.shape[1]
    for number, (W, b) in enumerate(zip(Ws, bs, strict=True), start=1):
        if tuple(W.shape) != (b.shape[0], units):
            raise ValueError(
                f"the weights of layer {number} must have shape ({b.shape[0]}, {units}) to follow {units} units "
                f"with {b.shape[0]} biases, got {tuple(W.shape)}; did you transpose?"
            )
        units = W.shape[0]
    if tuple(Y.shape) != (X.shape[0], units):
        raise ValueError(f"Y must have shape ({X.shape[0]}, {units}), one row a sample, got {tuple(Y.shape)}")
