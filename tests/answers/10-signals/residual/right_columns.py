def residual(X, W, g):
    return (X.T + g(W @ X.T)).T


def residual_back(G, X, W, dg):
    D = G.T * dg(W @ X.T)
    return (G.T + W.T @ D).T
