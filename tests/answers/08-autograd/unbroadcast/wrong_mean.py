# says: that is the mean; each use adds its full share, so sum
def unbroadcast(G, shape):
    """Return G summed to the given shape, over all axes along which that shape was stretched.

    G of ones, shape (3, 4): unbroadcast(G, (4,)) is [3, 3, 3, 3], unbroadcast(G, (3, 1)) is [[4], [4], [4]].
    """
    extra = G.ndim - len(shape)
    G = G.mean(axis=tuple(range(extra)))
    stretched = tuple(i for i, n in enumerate(shape) if n == 1)
    return G.sum(axis=stretched, keepdims=True)
