def unbroadcast(G, shape):
    while G.ndim > len(shape):
        G = G.sum(axis=0)
    for i, n in enumerate(shape):
        if n == 1:
            G = G.sum(axis=i, keepdims=True)
    return G
