# says: eps belongs under the root: sigma = √(v + eps)
def batchnorm(X, gamma, beta, stats, train, eps=1e-5, rho=0.1):
    if train:
        mu, v = X.mean(axis=0), X.var(axis=0)
        stats = ((1 - rho) * stats[0] + rho * mu, (1 - rho) * stats[1] + rho * v)
    else:
        mu, v = stats
    sigma = np.sqrt(v) + eps
    Xhat = (X - mu) / sigma
    return gamma * Xhat + beta, (Xhat, sigma, gamma), stats
