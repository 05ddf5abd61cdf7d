"""Optimizers with a step size for each parameter: AdaGrad, RMSProp, Adam, AdamW.

All divide by the root of squared gradients, summed (AdaGrad) or averaged with weights that decay (the others), plus a
small ε outside the root.

References
----------
J. Duchi, E. Hazan, Y. Singer (2011), *Adaptive subgradient methods*, JMLR 12, 2121-2159.
T. Tieleman, G. Hinton (2012), *Neural networks for machine learning*, lecture 6.5 (RMSProp).
D. P. Kingma, J. Ba (2015), *Adam: a method for stochastic optimization*, ICLR, Algorithm 1.
I. Loshchilov, F. Hutter (2019), *Decoupled weight decay regularization*, ICLR, Algorithm 2.
"""

from nnlib.optimizers.rule import check_fraction, from_rule
from nnlib.optimizers.scaled import add_scaled

__all__ = ["adagrad", "adam", "adamw", "rmsprop"]


def adagrad(learning_rate=0.01, eps=1e-10):
    """Return AdaGrad, ``s ← s + g², θ ← θ - ηg / (√s + ε)``; its steps only ever get shorter."""

    def rule(p, g, square, rate, t):
        square += g * g
        p -= rate * g / (square**0.5 + eps)

    return from_rule(rule, ("square",), learning_rate)


def rmsprop(learning_rate=0.001, beta=0.9, eps=1e-8):
    """Return RMSProp, ``s ← βs + (1-β)g², θ ← θ - ηg / (√s + ε)``: AdaGrad that forgets."""
    check_fraction(beta=beta)

    def rule(p, g, square, rate, t):
        square *= beta
        square += (1 - beta) * g * g
        p -= rate * g / (square**0.5 + eps)

    return from_rule(rule, ("square",), learning_rate)


def adam(learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8):
    """Return Adam, adaptive moment estimation.

        m ← β₁m + (1-β₁)g        m̂ = m / (1-β₁ᵗ)
        v ← β₂v + (1-β₂)g²       v̂ = v / (1-β₂ᵗ)       θ ← θ - ηm̂ / (√v̂ + ε)

    Both averages start at 0; the divisions undo that bias. So the first step has the length η in each parameter,
    however large its gradient.

    Parameters
    ----------
    learning_rate : float or callable
    beta1, beta2 : float
        Decay of the mean gradient and of the mean squared gradient.
    eps : float
    """
    return adamw(learning_rate, beta1, beta2, eps, weight_decay=0.0)


def adamw(learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, *, weight_decay=0.01, decays=None):
    """Return Adam with decoupled weight decay, ``θ ← (1 - ηλ)θ`` before each step.

    Parameters
    ----------
    learning_rate : float or callable
    beta1, beta2, eps : float
        As in `adam`.
    weight_decay : float
        λ.
    decays : callable, optional
        ``decays(p)`` tells whether the parameter ``p`` decays; default all do. ``lambda p: p.ndim > 1`` spares biases.
    """
    check_fraction(beta1=beta1, beta2=beta2)

    def rule(p, g, mean, square, rate, t):
        if weight_decay and (decays is None or decays(p)):
            p *= 1 - rate * weight_decay
        mean *= beta1
        add_scaled(mean, 1 - beta1, g)
        square *= beta2
        square += (1 - beta2) * g * g
        root = (square / (1 - beta2**t)) ** 0.5
        p -= rate / (1 - beta1**t) * mean / (root + eps)

    return from_rule(rule, ("mean", "square"), learning_rate)
