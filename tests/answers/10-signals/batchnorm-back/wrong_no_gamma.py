# says: gamma is missing: g = gamma * dY
def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    G = dY
    dX = (G - G.mean(axis=0) - Xhat * (G * Xhat).mean(axis=0)) / sigma
    return dX, (dY * Xhat).sum(axis=0), dY.sum(axis=0)
