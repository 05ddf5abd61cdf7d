# says: the short way hands on G itself, not 1
def residual(X, W, g):
    return X + g(X @ W.T)


def residual_back(G, X, W, dg):
    return 1 + (G * dg(X @ W.T)) @ W
