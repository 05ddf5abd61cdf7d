"""Batch norm forward and backward, by hand and by name; layer norm beside it.

Batch norm gives each feature (column) of a mini-batch mean 0 and variance 1, then a learned scale and shift:

    μ = mean over rows, v = variance over rows, σ = √(v + ε)
    x̂ = (x - μ) / σ,    y = γ x̂ + β

Backward, with g = γ ∂E/∂y and means over the rows,

    ∂E/∂x = (g - mean g - x̂ mean(g x̂)) / σ,    ∂E/∂γ = Σ x̂ ∂E/∂y,    ∂E/∂β = Σ ∂E/∂y

because μ and σ depend on every row, too. Layer norm does the same to each sample (row). `nnlib.layers` has both as
layers, differentiated by machine.

References
----------
S. Ioffe, C. Szegedy (2015), *Batch normalization*, ICML, algorithms 1 and 2.
J. L. Ba, J. R. Kiros, G. E. Hinton (2016), *Layer normalization*, arXiv:1607.06450.
"""

from nnlib.arrays import namespace

__all__ = ["batchnorm", "batchnorm_back", "layernorm"]


def batchnorm(X, gamma, beta, stats, train, eps=1e-5, rho=0.1):
    """Normalize each column.

    Parameters
    ----------
    X : array, shape (n, d)
    gamma, beta : array, shape (d,)
    stats : tuple of two arrays, shape (d,)
        Running mean and variance.
    train : bool
        Take mean and variance from the batch, and move the running ones towards them; otherwise take the running ones.
    eps : float
        ε, added to the variance.
    rho : float
        Share of this batch in the new running averages.

    Returns
    -------
    Y : array, shape (n, d)
    cache : tuple
        (x̂, σ, γ), which `batchnorm_back` needs.
    stats : tuple of two arrays, shape (d,)
        New ones; the argument stays as it is. The variance is the mean square (divided by n); PyTorch divides by n - 1.
    """
    xp = namespace(X)
    if train:
        mu, v = xp.mean(X, axis=0), xp.var(X, axis=0)
        stats = ((1 - rho) * stats[0] + rho * mu, (1 - rho) * stats[1] + rho * v)
    else:
        mu, v = stats
    sigma = xp.sqrt(v + eps)
    normal = (X - mu) / sigma
    return gamma * normal + beta, (normal, sigma, gamma), stats


def batchnorm_back(dY, cache):
    """Return the gradients (dX, dgamma, dbeta) of `batchnorm` in training, for the gradient ``dY`` (n, d)."""
    xp = namespace(dY)
    normal, sigma, gamma = cache
    g = gamma * dY
    dX = (g - xp.mean(g, axis=0) - normal * xp.mean(g * normal, axis=0)) / sigma
    return dX, xp.sum(dY * normal, axis=0), xp.sum(dY, axis=0)


def layernorm(X, gamma, beta, eps=1e-5):
    """Normalize each row of ``X`` (n, d), then scale and shift its features by gamma and beta (d,)."""
    xp = namespace(X)
    mu, v = xp.mean(X, axis=1, keepdims=True), xp.var(X, axis=1, keepdims=True)
    return gamma * (X - mu) / xp.sqrt(v + eps) + beta
