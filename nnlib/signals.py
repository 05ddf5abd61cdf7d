"""How large signals and gradients are, layer by layer, in a deep network of random weights.

Layers are ``Z_l = H_{l-1} W_lᵀ`` and ``H_l = g(Z_l)``, with H_0 = X, W_l of shape (n_l, n_{l-1}) and no biases. The
size of an array is its root mean square (rms). Independent weights of variance v make of a mean square q_{l-1} one of

    q_l = share · n_{l-1} v_l · q_{l-1}          share: 1 for units near g(z) = z, ½ for ReLU

so the size is multiplied by one factor in each layer, and a product of many factors dies out or blows up unless each
of them is 1. Gradients G_l = ∂E/∂H_l obey the same law backward, with n_l in the place of n_{l-1}.

References
----------
X. Glorot, Y. Bengio (2010), *Understanding the difficulty of training deep feedforward neural networks*, eqs. 2 to 16.
K. He, X. Zhang, S. Ren, J. Sun (2015), *Delving deep into rectifiers*, equations 8 to 14.
K. He, X. Zhang, S. Ren, J. Sun (2016), *Deep residual learning for image recognition*, CVPR.
"""

import itertools
import math

from nnlib.arrays import asarray, namespace

__all__ = [
    "forward",
    "grad_by_layer",
    "init",
    "layer_rms",
    "predict_rms",
    "residual",
    "residual_back",
    "rms",
    "silent",
]

_SCALES = {
    "zeros": lambda n_in, n_out: 0.0,
    "normal": lambda n_in, n_out: 1.0,
    "heuristic": lambda n_in, n_out: (1 / n_in) ** 0.5,
    "glorot": lambda n_in, n_out: (6 / (n_in + n_out)) ** 0.5,
    "lecun": lambda n_in, n_out: (1 / n_in) ** 0.5,
    "he": lambda n_in, n_out: (2 / n_in) ** 0.5,
}


def init(kind, z):
    """Scale random numbers into the weights of one layer.

    Parameters
    ----------
    kind : str
        zeros, normal, lecun or he, for ``z`` from N(0, 1); heuristic or glorot, for ``z`` from U[-1, 1].
    z : array, shape (n_out, n_in)

    Returns
    -------
    W : array, shape (n_out, n_in)

    See Also
    --------
    nnlib.initializers : the same, with the drawing done.
    """
    n_out, n_in = z.shape
    return _SCALES[kind](n_in, n_out) * z


def rms(a):
    """Return the root mean square of all the numbers of ``a``."""
    xp = namespace(a)
    return xp.sqrt(xp.mean(a * a))


def forward(X, Ws, g):
    """Return the weighted inputs Z_1 … Z_L and the activations H_0 … H_L, two lists of arrays of shape (n, n_l)."""
    Zs, Hs = [], [X]
    for W in Ws:
        Zs.append(Hs[-1] @ W.T)
        Hs.append(g(Zs[-1]))
    return Zs, Hs


def layer_rms(X, Ws, g):
    """Return the size of the activations after each layer.

    Parameters
    ----------
    X : array, shape (n, n_0)
    Ws : list of L arrays, shapes (n_l, n_{l-1})
    g : callable
        The activation function.

    Returns
    -------
    array, shape (L,)
    """
    return namespace(X).stack([rms(H) for H in forward(X, Ws, g)[1][1:]])


def predict_rms(sizes, variances, share):
    """Return the sizes of the activations that theory expects after each layer, for inputs of size 1.

    Parameters
    ----------
    sizes : sequence of L + 1 int
        Widths n_0 … n_L.
    variances : sequence of L float
        Of the weights of each layer.
    share : float
        Of the mean square that the activation lets through: 1 for the identity, ½ for ReLU.

    Returns
    -------
    array, shape (L,)
    """
    factors = [share * n * v for n, v in zip(sizes, variances, strict=False)]
    return asarray([math.sqrt(q) for q in itertools.accumulate(factors, lambda a, b: a * b)])


def grad_by_layer(Ws, Zs, dg, G):
    """Return the size of the gradient at the input and after each layer.

    Parameters
    ----------
    Ws : list of L arrays, shapes (n_l, n_{l-1})
    Zs : list of L arrays, shapes (n, n_l)
        The weighted inputs of a forward pass.
    dg : callable
        The derivative of the activation function.
    G : array, shape (n, n_L)
        ∂E/∂H_L, at the top.

    Returns
    -------
    array, shape (L + 1,)
        Sizes of ∂E/∂H_l for l = 0 … L; the last is that of ``G``.
    """
    found = [rms(G)]
    for W, Z in zip(reversed(Ws), reversed(Zs), strict=True):
        G = (G * dg(Z)) @ W
        found.append(rms(G))
    return namespace(G).stack(found[::-1])


def residual(X, W, g):
    """Return ``X + g(X Wᵀ)``: a layer with a skip connection around it; X (n, d), W (d, d)."""
    return X + g(X @ W.T)


def residual_back(G, X, W, dg):
    """Return the gradient at the input ``X`` of `residual`, for the gradient ``G`` at its output; both (n, d)."""
    return G + (G * dg(X @ W.T)) @ W


def silent(H):
    """Return the share of the units, the columns of ``H`` (n, d), that say 0 to every sample."""
    xp = namespace(H)
    return float(xp.mean(xp.astype(xp.all(H == 0, axis=0), H.dtype)))
