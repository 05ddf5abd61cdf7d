# says: dgamma and dbeta are sums over the rows; dY carries its 1/n already
def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    G = gamma * dY
    dX = (G - G.mean(axis=0) - Xhat * (G * Xhat).mean(axis=0)) / sigma
    return dX, (dY * Xhat).mean(axis=0), dY.mean(axis=0)
