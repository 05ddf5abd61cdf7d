# says: mu is treated as a constant: the mean of g is missing
def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    G = gamma * dY
    dX = (G - Xhat * (G * Xhat).mean(axis=0)) / sigma
    return dX, (dY * Xhat).sum(axis=0), dY.sum(axis=0)
