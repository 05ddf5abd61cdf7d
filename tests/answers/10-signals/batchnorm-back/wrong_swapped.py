# says: dgamma and dbeta are swapped
def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    G = gamma * dY
    dX = (G - G.mean(axis=0) - Xhat * (G * Xhat).mean(axis=0)) / sigma
    return dX, dY.sum(axis=0), (dY * Xhat).sum(axis=0)
