"""Deep belief nets: restricted Boltzmann machines in a stack, each trained on what the one below makes of the data.

The two top layers keep their undirected machine; below them the weights point downward. So the net dreams by Gibbs
sampling at the top and one pass down, and its upward pass, ``p(h|v)`` layer by layer, initializes a feed-forward
network that back-propagation then fine-tunes.

References
----------
G. E. Hinton, S. Osindero et al. (2006), *A fast learning algorithm for deep belief nets*, Neural Computation 18(7).
Y. Bengio, P. Lamblin, D. Popovici, H. Larochelle (2007), *Greedy layer-wise training of deep networks*, NIPS 19.
"""

from nnlib import rbm
from nnlib._units import bernoulli, check_at_least, stream
from nnlib.layers import Dense
from nnlib.sequential import Sequential

__all__ = ["fantasies", "initial_weights", "network", "pretrain", "up"]


def pretrain(V, sizes, *, rng, visible=rbm.BINARY, **training):
    """Train a stack of restricted Boltzmann machines greedily, from the data upward.

    Parameters
    ----------
    V : array, shape (n, d)
        The data.
    sizes : sequence of int
        Hidden units of each machine.
    rng : numpy.random.Generator
    visible : Binary or Gaussian
        The units of the data; all above are binary.
    **training
        Passed on to `rbm.train` for each machine: ``epochs``, ``learning_rate``, ``negative``, …

    Returns
    -------
    list of rbm.Parameters
        From the bottom to the top: W (h, d), b (d,), c (h,) each.

    Raises
    ------
    ValueError
        If ``sizes`` is empty.
    """
    check_at_least("the number of layers, len(sizes),", len(sizes), 1)
    machines = []
    for size in sizes:
        start = rbm.initial(V, size, rng=rng, visible=visible)
        machine, _ = rbm.train(V, start, rng=rng, visible=visible, **training)
        V = rbm.hidden_probability(V, machine.W, machine.c, visible=visible)
        machines.append(machine)
        visible = rbm.BINARY
    return machines


def up(V, machines, *, visible=rbm.BINARY):
    """Return the probabilities of all hidden layers, from the bottom to the top.

    Parameters
    ----------
    V : array, shape (n, d)
    machines : list of rbm.Parameters
    visible : Binary or Gaussian
        The units of the data.

    Returns
    -------
    list of arrays, shapes (n, h₁), (n, h₂), …
    """
    layers = []
    for machine in machines:
        V = rbm.hidden_probability(V, machine.W, machine.c, visible=visible)
        layers.append(V)
        visible = rbm.BINARY
    return layers


def fantasies(machines, n, *, steps, rng, visible=rbm.BINARY):
    """Let the net dream: Gibbs steps between the two top layers, then one pass down.

    Parameters
    ----------
    machines : list of rbm.Parameters
    n : int
        Number of dreams.
    steps : int
        Gibbs steps at the top, at least 1.
    rng : numpy.random.Generator or nnlib.random.DeviceStream
    visible : Binary or Gaussian
        The units of the data.

    Returns
    -------
    array, shape (n, d)
        Means of the visible units.
    """
    rng = stream(rng, machines[0].W)
    kinds = [visible] + [rbm.BINARY] * (len(machines) - 1)
    means = rbm.fantasies(*machines[-1], n, steps=steps, rng=rng, visible=kinds[-1])
    for machine, kind in zip(machines[-2::-1], kinds[-2::-1], strict=True):
        H = bernoulli(means, rng.uniform(tuple(means.shape)))
        means = rbm.visible_mean(H, machine.W, machine.b, visible=kind)
    return means


def initial_weights(machines, *, visible=rbm.BINARY):
    """Return the parameters of dense sigmoid layers that compute `up`.

    Parameters
    ----------
    machines : list of rbm.Parameters
    visible : Binary or Gaussian
        The units of the data: hidden units see Gaussian ones divided by their variance.

    Returns
    -------
    list of dicts
        ``W`` (h, d) and ``b`` (h,), as `nnlib.layers.Dense` has them.
    """
    weights = [visible.drive(machines[0].W), *(machine.W for machine in machines[1:])]
    return [{"W": W, "b": machine.c} for W, machine in zip(weights, machines, strict=True)]


def network(machines, n_outputs, *, activation="softmax", seed=None, visible=rbm.BINARY):
    """Return a feed-forward network to fine-tune: the upward pass of the net and a fresh layer of outputs.

    Parameters
    ----------
    machines : list of rbm.Parameters
    n_outputs : int
    activation : str
        Of the output layer, as in `nnlib.activations`.
    seed : int or numpy.random.Generator, optional
        Draws the output layer.
    visible : Binary or Gaussian
        The units of the data.

    Returns
    -------
    nnlib.sequential.Sequential
        To be compiled and fitted.
    """
    hidden = [Dense(machine.c.shape[0], "sigmoid") for machine in machines]
    bottom = machines[0].W
    net = Sequential([*hidden, Dense(n_outputs, activation)], input_shape=bottom.shape[1], seed=seed, like=bottom)
    net.params = [*initial_weights(machines, visible=visible), net.params[-1]]
    return net
