"""A recurrent net unrolled in time, and backpropagation through time by hand.

`nnlib.layers.Recurrent` is the same net for training; here every slope on the way is returned, to be looked at.

    h[t] = tanh(Wx x[t] + Wh h[t-1] + b),   h[0] = 0

With z[t] the argument of tanh, the slope of a loss C that looks at h[T] goes back step by step,

    ∂C/∂z[t] = ∂C/∂h[t] (1 - h[t]²),   ∂C/∂h[t-1] = ∂C/∂z[t] Wh,

and each weight, used at every time, adds up what it gets.

References
----------
P. J. Werbos (1990), *Backpropagation through time*, Proceedings of the IEEE 78(10), 1550-1560.
"""

from nnlib.arrays import namespace

__all__ = ["bptt", "rnn_forward"]


def rnn_forward(X, Wx, Wh, b):
    """Return the states at all times, the zeros at time 0 first.

    Parameters
    ----------
    X : array, shape (n, T, d)
    Wx : array, shape (m, d)
    Wh : array, shape (m, m)
    b : array, shape (m,)

    Returns
    -------
    H : array, shape (n, T + 1, m)
        ``H[:, t]`` is the state after ``X[:, t - 1]``.
    """
    xp, drive = namespace(X), X @ Wx.T + b  # (n, T, m)
    states = [xp.zeros_like(drive[:, 0, :])]
    for t in range(X.shape[1]):
        states.append(xp.tanh(drive[:, t, :] + states[-1] @ Wh.T))
    return xp.stack(states, axis=1)


def bptt(X, H, dH_T, Wh):
    """Return the gradients of a loss that looks at the last state.

    Parameters
    ----------
    X : array, shape (n, T, d)
    H : array, shape (n, T + 1, m)
        As `rnn_forward` returns it.
    dH_T : array, shape (n, m)
        The slope of the loss along the last state.
    Wh : array, shape (m, m)

    Returns
    -------
    gWx, gWh, gb : arrays of the shapes of Wx, Wh, b
    dH : array, shape (n, T + 1, m)
        The slope of the loss along every state.
    """
    xp, m = namespace(X), Wh.shape[0]
    slopes, deltas = [dH_T], []
    for t in range(X.shape[1], 0, -1):
        deltas.append(slopes[-1] * (1 - H[:, t, :] ** 2))
        slopes.append(deltas[-1] @ Wh)
    dZ = xp.reshape(xp.stack(deltas[::-1], axis=1), (-1, m))  # (n T, m), times and samples in the order of X
    before, inputs = xp.reshape(H[:, :-1, :], (-1, m)), xp.reshape(X, (-1, X.shape[2]))
    return dZ.T @ inputs, dZ.T @ before, xp.sum(dZ, axis=0), xp.stack(slopes[::-1], axis=1)
