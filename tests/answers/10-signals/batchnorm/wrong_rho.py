# says: rho is the share of the new batch, 1 - rho of the old average
def batchnorm(X, gamma, beta, stats, train, eps=1e-5, rho=0.1):
    if train:
        mu, v = X.mean(axis=0), X.var(axis=0)
        stats = (rho * stats[0] + (1 - rho) * mu, rho * stats[1] + (1 - rho) * v)
    else:
        mu, v = stats
    sigma = np.sqrt(v + eps)
    Xhat = (X - mu) / sigma
    return gamma * Xhat + beta, (Xhat, sigma, gamma), stats
