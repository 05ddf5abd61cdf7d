def batchnorm(X, gamma, beta, stats, train, eps=1e-5, rho=0.1):
    n, d = X.shape
    mean, variance = [np.array(s, dtype=float) for s in stats]
    Y, Xhat, sigma = np.empty((n, d)), np.empty((n, d)), np.empty(d)
    for j in range(d):
        m, v = mean[j], variance[j]
        if train:
            m = sum(X[:, j]) / n
            v = sum((X[:, j] - m) ** 2) / n
            mean[j] = mean[j] - rho * mean[j] + rho * m
            variance[j] = variance[j] - rho * variance[j] + rho * v
        sigma[j] = (v + eps) ** 0.5
        Xhat[:, j] = (X[:, j] - m) / sigma[j]
        Y[:, j] = gamma[j] * Xhat[:, j] + beta[j]
    return Y, (Xhat, sigma, gamma), (mean, variance)
