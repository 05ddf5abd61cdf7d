"""A rate stress test: the same deep ReLU network trained at any learning rate, with and without batch norm.

NumPy only. Every step is written out: forward, batch norm before each ReLU, backward, plain gradient descent. Weights
start as He's, N(0, 2/n_in); the loss is the cross-entropy of a softmax.

References
----------
S. Ioffe, C. Szegedy (2015), *Batch normalization*, ICML.
"""

import dataclasses
import itertools
from dataclasses import dataclass

import numpy as np

from nnlib import initializers, normalization, random
from nnlib.activations import relu, softmax
from nnlib.preprocessing import one_hot
from nnlib.training import minibatches

__all__ = ["DeepNet", "accuracy", "deep_net", "epoch", "forward", "step"]


@dataclass(frozen=True, eq=False)
class DeepNet:
    """Parameters of a network, a list entry for each layer; only hidden layers have ``gammas`` and ``stats``.

    Parameters
    ----------
    Ws, bs : lists of arrays, shapes (n_l, n_{l-1}) and (n_l,)
        With batch norm, b is its shift β.
    gammas : list of arrays, shape (n_l,)
    stats : list of pairs of arrays, shape (n_l,)
        Running means and variances.
    norm : bool
        Whether the hidden layers are normalized.
    """

    Ws: list
    bs: list
    gammas: list
    stats: list
    norm: bool


def deep_net(sizes, *, norm, rng):
    """Draw a network with layers of ``sizes``, the inputs first."""
    rng, hidden = random.generator(rng), sizes[1:-1]
    Ws = [initializers.he((n_out, n_in), rng=rng) for n_in, n_out in itertools.pairwise(sizes)]
    stats = [(np.zeros(n), np.ones(n)) for n in hidden]
    return DeepNet(Ws, [np.zeros(n) for n in sizes[1:]], [np.ones(n) for n in hidden], stats, norm)


def forward(net, X, *, train=False, batchnorm=normalization.batchnorm):
    """Return the scores (n, classes), the activations of all layers but the last, inputs first, caches and stats."""
    Hs, caches, stats = [X], [], []
    for W, b, gamma, running in zip(net.Ws, net.bs, net.gammas, net.stats, strict=False):
        A = Hs[-1] @ W.T
        Z, cache, running = batchnorm(A, gamma, b, running, train) if net.norm else (A + b, None, running)
        Hs.append(relu(Z))
        caches.append(cache)
        stats.append(running)
    return Hs[-1] @ net.Ws[-1].T + net.bs[-1], Hs, caches, stats


def step(net, X, t, rate, *, batchnorm=normalization.batchnorm, batchnorm_back=normalization.batchnorm_back):
    """Return the network after one step of gradient descent.

    Parameters
    ----------
    net : DeepNet
    X : array, shape (n, d)
    t : array, shape (n, classes)
        One-hot targets.
    rate : float
    batchnorm, batchnorm_back : callable
        As in `nnlib.normalization`.
    """
    scores, Hs, caches, stats = forward(net, X, train=True, batchnorm=batchnorm)
    Ws, bs, gammas = list(net.Ws), list(net.bs), list(net.gammas)
    D = (softmax(scores) - t) / len(X)
    bs[-1] = bs[-1] - rate * D.sum(axis=0)
    for k in reversed(range(len(Ws))):
        Ws[k] = Ws[k] - rate * (D.T @ Hs[k])
        if k == 0:
            break
        D = (D @ net.Ws[k]) * (Hs[k] > 0)
        if net.norm:
            D, dgamma, dbeta = batchnorm_back(D, caches[k - 1])
            gammas[k - 1] = gammas[k - 1] - rate * dgamma
        else:
            dbeta = D.sum(axis=0)
        bs[k - 1] = bs[k - 1] - rate * dbeta
    return dataclasses.replace(net, Ws=Ws, bs=bs, gammas=gammas, stats=stats)


def epoch(net, X, t, rate, *, rng, batch_size=50, **by_hand):
    """Return the network after a pass through all samples; ``by_hand`` as in `step`. Overflow is let happen."""
    targets, order = one_hot(t), random.generator(rng).permutation(len(t))
    with np.errstate(all="ignore"):
        for rows in minibatches(order, batch_size):
            net = step(net, X[rows], targets[rows], rate, **by_hand)
    return net


def accuracy(net, X, t):
    """Return the share of samples whose highest score is at ``t`` (n,); 0 where a score has overflowed."""
    with np.errstate(all="ignore"):
        scores = forward(net, X)[0]
    found = np.isfinite(scores).all(axis=1) & (scores.argmax(axis=1) == t)
    return float(found.mean())
