# says: the gradient takes both ways; the one around the layer is missing
def residual(X, W, g):
    return X + g(X @ W.T)


def residual_back(G, X, W, dg):
    return (G * dg(X @ W.T)) @ W
