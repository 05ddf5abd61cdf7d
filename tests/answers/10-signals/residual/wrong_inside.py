# says: the skip leads around the activation, too: add X after g
def residual(X, W, g):
    return g(X + X @ W.T)


def residual_back(G, X, W, dg):
    return G + (G * dg(X @ W.T)) @ W
