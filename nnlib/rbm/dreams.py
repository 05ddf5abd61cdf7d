"""Three ways to dream while a restricted Boltzmann machine is trained.

How the negative phase of learning gets its samples is an object with two methods, ``start`` and ``dream``; where it
says that it is ``recordable``, ``dream`` looks at no value and moves none to the device, so that a GPU can replay it.

- `ContrastiveDivergence`: k steps from the data of each mini-batch (Hinton 2002).
- `Persistent`: k steps from where the last mini-batch left the chains (Tieleman 2008).
- `ParallelTempering`: persistent chains at several temperatures that swap states (Desjardins et al. 2010); a hot chain
  carries the cold one over the barriers between its valleys.

References
----------
G. E. Hinton (2002), *Training products of experts by minimizing contrastive divergence*, Neural Computation 14(8).
T. Tieleman (2008), *Training restricted Boltzmann machines using approximations to the likelihood gradient*, ICML.
G. Desjardins, A. Courville, Y. Bengio, P. Vincent, O. Delalleau (2010), *Tempered Markov chain Monte Carlo for
training of restricted Boltzmann machines*, AISTATS.
"""

from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from nnlib._units import check_at_least, sigmoid
from nnlib.arrays import asarray, namespace
from nnlib.rbm.sampling import coins, draw_hidden, draw_visible, walk
from nnlib.rbm.units import BINARY

__all__ = ["ContrastiveDivergence", "ParallelTempering", "Persistent", "swap"]


@dataclass(frozen=True)
class ContrastiveDivergence:
    """Dream ``k`` steps from each sample of the mini-batch, CD-k.

    Parameters
    ----------
    k : int
        At least 1.
    """

    recordable: ClassVar[bool] = True
    k: int = 1

    def __post_init__(self):
        check_at_least("k", self.k, 1)

    def start(self, parameters, rng, visible):
        """Return the chains to begin with: none."""

    def dream(self, probability, chains, parameters, rng, visible):
        """Return visible states of the negative phase, and the chains.

        Parameters
        ----------
        probability : array, shape (n, h)
            Of the hidden units, given the data of the mini-batch.
        """
        V = draw_visible(draw_hidden(probability, rng), parameters.W, parameters.b, rng, visible)
        return walk(V, self.k - 1, parameters, rng, visible), chains


@dataclass(frozen=True)
class Persistent:
    """Go on dreaming where the chains were left, PCD-k.

    Parameters
    ----------
    k : int
        Gibbs steps for each mini-batch, at least 1.
    chains : int
        Number of chains, at least 1.
    """

    recordable: ClassVar[bool] = True
    k: int = 1
    chains: int = 100

    def __post_init__(self):
        check_at_least("k", self.k, 1)
        check_at_least("chains", self.chains, 1)

    def start(self, parameters, rng, visible):
        """Return the chains to begin with: what the machine shows for hidden units tossed like coins."""
        W, b, c = parameters
        return draw_visible(coins(self.chains, c, rng), W, b, rng, visible)

    def dream(self, probability, chains, parameters, rng, visible):
        """Return visible states of the negative phase, and the chains."""
        V = walk(chains, self.k, parameters, rng, visible)
        return V, V


@dataclass(frozen=True)
class ParallelTempering:
    """Let copies of each chain dream at inverse temperatures from 1 down, and swap neighbors; binary units only.

    Parameters
    ----------
    betas : tuple of float
        Inverse temperatures; the first is 1, the rest fall, e.g. to 0, where units are coins.
    k : int
        Gibbs steps before a round of swaps, at least 1.
    chains : int
        Number of chains at each temperature, at least 1.
    """

    betas: tuple = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
    k: int = 1
    chains: int = 100

    def __post_init__(self):
        check_at_least("k", self.k, 1)
        check_at_least("chains", self.chains, 1)
        if self.betas[0] != 1 or self.betas[-1] < 0 or any(hot >= cold for cold, hot in pairwise(self.betas)):
            raise ValueError(f"betas must start at 1 and fall, to 0 at the least, got {self.betas}")

    def start(self, parameters, rng, visible):
        """Return the chains to begin with, all alike at each temperature; array, shape (temperatures, n, d)."""
        if visible != BINARY:
            raise TypeError(f"parallel tempering expects binary units, got {visible}; use Persistent for these")
        V = Persistent(1, self.chains).start(parameters, rng, visible)
        return namespace(V).stack([V] * len(self.betas))

    def dream(self, probability, chains, parameters, rng, visible):
        """Return the states of the chains at temperature 1, and all chains after a round of swaps."""
        W, b, c = parameters
        betas, V = asarray(self.betas, like=W)[:, None, None], chains
        for _ in range(self.k):
            H = draw_hidden(sigmoid(betas * (V @ W.T + c)), rng)
            V = draw_hidden(sigmoid(betas * (H @ W + b)), rng)
        E = -(V @ b) - H @ c - namespace(V).sum((V @ W.T) * H, axis=-1)  # (temperatures, n)
        V = swap(V, E, self.betas, rng.uniform((len(self.betas) - 1, V.shape[1])))
        return V[0, ...], V


def swap(V, E, betas, u):
    """Exchange the states of neighboring temperatures, so that each temperature keeps its distribution.

    A pair changes places where ``u < exp((β - β′)(E - E′))``, the rule of Metropolis.

    Parameters
    ----------
    V : array, shape (m, n, d)
        States of n chains at m temperatures.
    E : array, shape (m, n)
        Their energies.
    betas : sequence of m floats
        Inverse temperatures.
    u : array, shape (m - 1, n)
        Uniform numbers.

    Returns
    -------
    array, shape (m, n, d)
    """
    xp = namespace(V)
    V, E = [V[r, ...] for r in range(len(betas))], [E[r, :] for r in range(len(betas))]
    for r in range(len(betas) - 1):
        change = u[r, :] < xp.exp((betas[r] - betas[r + 1]) * (E[r] - E[r + 1]))
        for x, mask in ((V, change[:, None]), (E, change)):
            x[r], x[r + 1] = xp.where(mask, x[r + 1], x[r]), xp.where(mask, x[r], x[r + 1])
    return xp.stack(V)
