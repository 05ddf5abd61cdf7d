"""How a signal fades on its way along a dendrite, ``exp(-d / λ)``: why a far synapse has a small weight.

References
----------
P. Dayan, L. F. Abbott (2001), *Theoretical Neuroscience*, sec. 6.3 (the cable equation).
"""

import numpy as np

from nnlib.plots.style import COLORS, new_axes

__all__ = ["attenuation"]


def attenuation(distances, strengths, reach=1.0, *, ax=None):
    """Draw what the synapses on a dendrite give off, and what of it arrives at the soma.

    Parameters
    ----------
    distances : array, shape (n,)
        From the soma in mm.
    strengths : array, shape (n,)
        At the synapse, in mV.
    reach : float
        The length constant λ in mm, over which a signal falls to 1/e.

    Notes
    -----
    Alternative text: "Three synapses on a dendrite. From each an arrow falls from what it gives off to what arrives at
    the soma; the farther the synapse, the greater the loss, along a curve that decays exponentially."
    """
    ax = new_axes(ax)
    distances, strengths = np.asarray(distances), np.asarray(strengths)
    weights = strengths * np.exp(-distances / reach)
    x = np.linspace(0, 1.1 * distances.max(), 100)
    ax.plot(x, np.exp(-x / reach), "--", color=COLORS["theory"], lw=1.4, label=r"$e^{-d/\lambda}$")
    ax.plot(distances, strengths, "o", mfc="white", color=COLORS["class 0"], ms=8, label="at the synapse")
    ax.plot(distances, weights, "o", color=COLORS["class 1"], ms=8, label="at the soma: the weight")
    for x, strength, weight in zip(distances, strengths, weights, strict=True):
        arrow = {"arrowstyle": "-|>", "color": "0.4", "shrinkA": 5, "shrinkB": 5}
        ax.annotate("", (x, weight), (x, strength), arrowprops=arrow)
    ax.set(xlabel="distance from the soma (mm)", ylabel="change of the potential (mV)", ylim=(0, None), xlim=(0, None))
    ax.legend(frameon=False, fontsize=9)
    return ax
