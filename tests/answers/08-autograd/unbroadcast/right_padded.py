def unbroadcast(G, shape):
    padded = (1,) * (G.ndim - len(shape)) + tuple(shape)
    axes = tuple(i for i, (n, full) in enumerate(zip(padded, G.shape)) if n != full)
    return G.sum(axis=axes).reshape(shape)
