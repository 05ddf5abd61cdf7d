"""Transfer learning: keep the layers that found features, train others on top of them, then perhaps fine-tune.

    new = transfer.new_head(trained, [Dense(2, "softmax")], seed=0)    the features of ``trained``, a fresh last layer
    head = transfer.freeze(new, 2)                                     its first two layers stand still:
    head.compile(…), head.fit(…)                                       … only the head learns
    tuned = transfer.unfreeze(head)
    tuned.compile(…), tuned.fit(…)                                     everything learns, at a small rate

Each of these returns a new net, to be compiled. Training makes new numbers, so the net it is given stays as it is.
`on_new_head` and `step_behind` are the same for plain lists of weights, as `nnlib.backprop` has them.

References
----------
J. Yosinski, J. Clune, Y. Bengio, H. Lipson (2014), *How transferable are features in deep neural networks?*, NeurIPS.
"""

from nnlib.layers import Frozen
from nnlib.sequential import Sequential

__all__ = ["freeze", "new_head", "on_new_head", "step_behind", "unfreeze"]


def new_head(net, head, *, keep=None, seed=None):
    """Return a net with the first layers of ``net`` and fresh ones behind them.

    Parameters
    ----------
    net : nnlib.sequential.Sequential
        Trained, at least built.
    head : sequence of nnlib.layers.Layer
    keep : int, optional
        How many layers to keep; default all but the last.
    seed : int or numpy.random.Generator, optional
        Draws the parameters of the head.

    Raises
    ------
    ValueError
        If ``net`` has no parameters or not that many layers, or the head does not fit behind what is kept.
    """
    keep = len(net.layers) - 1 if keep is None else keep
    _check(net, keep)
    found = _net(net, net.layers[:keep], net.params[:keep], net.state[:keep], seed)
    for layer in head:
        found.add(layer)
    return found


def freeze(net, n):
    """Return a net whose first ``n`` layers stand still: bit for bit, whatever is trained behind them."""
    _check(net, n)
    layers = [layer if isinstance(layer, Frozen) else Frozen(layer) for layer in net.layers[:n]]
    pairs = zip(net.layers[:n], net.params, net.state, strict=False)
    state = [s if isinstance(layer, Frozen) else {"params": p, "state": s} for layer, p, s in pairs]
    return _net(net, [*layers, *net.layers[n:]], [{}] * n + net.params[n:], state + net.state[n:])


def unfreeze(net):
    """Return a net in which every layer learns again."""
    _check(net, 0)
    layers, params, state = [], [], []
    for layer, layer_params, layer_state in zip(net.layers, net.params, net.state, strict=True):
        frozen = isinstance(layer, Frozen)
        layers.append(layer.layer if frozen else layer)
        params.append(layer_state["params"] if frozen else layer_params)
        state.append(layer_state["state"] if frozen else layer_state)
    return _net(net, layers, params, state)


def on_new_head(Ws, bs, z):
    """Return weights and biases with a fresh last layer in place of the old one.

    Parameters
    ----------
    Ws, bs : lists of arrays, shapes (n_out, n_in) and (n_out,)
    z : array, shape (k, n_in of the last layer)
        Standard normal numbers; divided by √n_in they are the weights of the k new outputs, whose biases are 0.
    """
    return [*Ws[:-1], z / z.shape[1] ** 0.5], [*bs[:-1], 0 * z[:, 0]]


def step_behind(frozen, Ws, bs, gWs, gbs, lr):
    """Return weights and biases after a step of gradient descent that the first ``frozen`` layers do not take."""

    def step(parameters, gradients):
        moved = [p - lr * g for p, g in zip(parameters[frozen:], gradients[frozen:], strict=True)]
        return [*parameters[:frozen], *moved]

    return step(Ws, gWs), step(bs, gbs)


def _check(net, n):
    if net.params is None:
        raise ValueError("the net has no parameters to keep; train or build it first")
    if not 0 <= n <= len(net.layers):
        raise ValueError(f"the net has {len(net.layers)} layers, so 0 … {len(net.layers)} of them can be kept, got {n}")


def _net(original, layers, params, state, seed=None):
    found = Sequential(layers, seed=seed)
    found.input_shape, found.params, found.state = original.input_shape, list(params), list(state)
    return found
