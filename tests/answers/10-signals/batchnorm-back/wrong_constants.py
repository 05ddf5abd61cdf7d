# says: mu and sigma are treated as constants: they depend on every x, too
def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    G = gamma * dY
    dX = G / sigma
    return dX, (dY * Xhat).sum(axis=0), dY.sum(axis=0)
