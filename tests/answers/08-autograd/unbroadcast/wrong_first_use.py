# says: that is one of the shares; all uses add up
def unbroadcast(G, shape):
    while G.ndim > len(shape):
        G = G[0]
    for i, n in enumerate(shape):
        if n == 1:
            G = G.sum(axis=i, keepdims=True)
    return G
