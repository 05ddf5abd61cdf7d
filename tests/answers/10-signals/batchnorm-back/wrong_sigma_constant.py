# says: sigma is treated as a constant: the term with x̂ is missing
def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    G = gamma * dY
    dX = (G - G.mean(axis=0)) / sigma
    return dX, (dY * Xhat).sum(axis=0), dY.sum(axis=0)
