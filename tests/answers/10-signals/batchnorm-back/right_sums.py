def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    n = len(dY)
    dgamma, dbeta = np.sum(Xhat * dY, axis=0), np.sum(dY, axis=0)
    return gamma / (n * sigma) * (n * dY - dbeta - Xhat * dgamma), dgamma, dbeta
