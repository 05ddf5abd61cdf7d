"""Energy and Gibbs sampling of a deep Boltzmann machine.

    p(xˡ=1 | neighbors) = σ(Wₗ₋₁ xˡ⁻¹ + Wₗᵀ xˡ⁺¹ + bₗ)

Given the even layers all units of the odd ones are independent, and the other way round: seen so, a deep machine is
a restricted one, whose two layers are "all odd layers" and "all even layers".

References
----------
R. Salakhutdinov, G. E. Hinton (2009), *Deep Boltzmann machines*, AISTATS.
"""

from typing import Any, NamedTuple

from nnlib import rbm
from nnlib._units import bernoulli, check_at_least, check_rows, check_shape, floats, sigmoid, stream
from nnlib.arrays import namespace
from nnlib.random import normal

__all__ = ["Parameters", "as_rbm", "check_machine", "energy", "fantasies", "field", "gibbs_step", "initial"]


class Parameters(NamedTuple):
    """The parameters of a machine with L hidden layers: ``mean_field(V, *parameters)``.

    ``weights`` : list of L arrays; number l has shape (units of layer l + 1, units of layer l), layer 0 being visible.
    ``biases`` : list of L + 1 arrays, from the visible layer up.
    """

    weights: Any
    biases: Any


def initial(V, sizes, *, rng, scale=0.01):
    """Return parameters to start from: small random weights, visible biases that match the data, the others 0.

    Parameters
    ----------
    V : array, shape (n, d)
        Data between 0 and 1.
    sizes : sequence of int
        Units of each hidden layer.
    rng : numpy.random.Generator
    scale : float
        Standard deviation of the weights.
    """
    check_at_least("the number of hidden layers, len(sizes),", len(sizes), 1)
    (V,) = floats(V)
    check_rows(V)
    layers = [V.shape[1], *sizes]
    weights = [scale * normal(rng, (up, down), like=V) for down, up in zip(layers, sizes, strict=False)]
    return Parameters(weights, [rbm.base_rate_bias(V), *(0 * W[:, 0] for W in weights)])


def energy(layers, weights, biases):
    """Return the energy of each joint state.

    Parameters
    ----------
    layers : list of arrays, shapes (n, d), (n, h₁), …
        States of all layers, the visible one first.
    weights, biases : lists of arrays
        As in `Parameters`.

    Returns
    -------
    array, shape (n,)
    """
    weights, biases = check_machine(weights, biases)
    xp = namespace(weights[0])
    alone = sum(x @ b for x, b in zip(layers, biases, strict=True))
    pairs = zip(weights, layers, layers[1:], strict=False)
    return -alone - sum(xp.sum((below @ W.T) * above, axis=-1) for W, below, above in pairs)


def field(layers, number, weights, biases):
    """Return what layer ``number`` receives from its neighbors, with its biases; shape (n, units)."""
    total = biases[number]
    if number > 0:
        total = total + layers[number - 1] @ weights[number - 1].T
    if number < len(weights):
        total = total + layers[number + 1] @ weights[number]
    return total


def gibbs_step(layers, weights, biases, *, rng):
    """Update the odd layers, then the even ones; return the new states.

    Parameters
    ----------
    layers : list of arrays, shapes (n, d), (n, h₁), …
        States of n chains.
    weights, biases : lists of arrays
        As in `Parameters`.
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    """
    weights, biases = check_machine(weights, biases)
    layers, rng = list(layers), stream(rng, weights[0])
    for parity in (1, 0):
        for number in range(parity, len(layers), 2):
            p = sigmoid(field(layers, number, weights, biases))
            layers[number] = bernoulli(p, rng.uniform(tuple(p.shape)))
    return layers


def coins(biases, n, rng):
    """Toss a coin for each unit of ``n`` chains."""
    xp = namespace(biases[0])
    return [xp.astype(rng.uniform((n, b.shape[0])) < 0.5, b.dtype) for b in biases]


def fantasies(weights, biases, n, *, steps, rng):
    """Let ``n`` chains dream from coin tosses and return the means of their visible units, shape (n, d).

    Parameters
    ----------
    weights, biases : lists of arrays
        As in `Parameters`.
    n : int
        Number of chains.
    steps : int
        Gibbs steps, at least 1.
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    """
    weights, biases = check_machine(weights, biases)
    check_at_least("steps", steps, 1)
    rng = stream(rng, weights[0])
    layers = coins(biases, n, rng)
    for _ in range(steps):
        layers = gibbs_step(layers, weights, biases, rng=rng)
    return sigmoid(field(layers, 0, weights, biases))


def as_rbm(weights, biases):
    """Return the restricted machine that has the same joint states and energies.

    Its visible units are those of the odd layers, its hidden units those of the even ones (the data among them), each
    side by side from the bottom up. Its log Z, by `rbm.log_partition` or `annealed_importance_sampling`, is that of
    the deep machine.

    Parameters
    ----------
    weights, biases : lists of arrays
        As in `Parameters`.

    Returns
    -------
    rbm.Parameters
    """
    weights, biases = check_machine(weights, biases)
    xp, layers = namespace(weights[0]), range(len(biases))
    odd, even = layers[1::2], layers[0::2]
    rows = [xp.concat([_block(weights, biases, i, j) for j in odd], axis=1) for i in even]
    return rbm.Parameters(
        xp.concat(rows, axis=0), xp.concat([biases[j] for j in odd]), xp.concat([biases[i] for i in even])
    )


def _block(weights, biases, i, j):
    if j == i + 1:
        return weights[i].T
    if j == i - 1:
        return weights[j]
    return 0 * biases[i][:, None] * biases[j]


def check_machine(weights, biases):
    """Return both as lists of arrays of one kind; raise ValueError if their shapes do not follow one another."""
    if len(biases) != len(weights) + 1 or not weights:
        raise ValueError(
            f"{len(weights)} weight matrices need {len(weights) + 1} bias vectors, the visible one first, "
            f"got {len(biases)}"
        )
    arrays = floats(*weights, *biases)
    weights, biases = arrays[: len(weights)], arrays[len(weights) :]
    for number, W in enumerate(weights):
        shape = (biases[number + 1].shape[0], biases[number].shape[0])
        check_shape(f"weights[{number}]", W, shape, "rows belong to the layer above")
    return list(weights), list(biases)
