# says: dgamma and dbeta are sums with dY, without the factor gamma of G
def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    G = gamma * dY
    dX = (G - G.mean(axis=0) - Xhat * (G * Xhat).mean(axis=0)) / sigma
    return dX, (G * Xhat).sum(axis=0), G.sum(axis=0)
