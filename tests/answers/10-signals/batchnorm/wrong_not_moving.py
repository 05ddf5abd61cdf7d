# says: in training the running averages must move
def batchnorm(X, gamma, beta, stats, train, eps=1e-5, rho=0.1):
    if train:
        mu, v = X.mean(axis=0), X.var(axis=0)
        stats = stats
    else:
        mu, v = stats
    sigma = np.sqrt(v + eps)
    Xhat = (X - mu) / sigma
    return gamma * Xhat + beta, (Xhat, sigma, gamma), stats
