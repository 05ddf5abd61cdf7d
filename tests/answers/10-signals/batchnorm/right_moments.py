def batchnorm(X, gamma, beta, stats, train, eps=1e-5, rho=0.1):
    mean, variance = stats
    if train:
        mu = np.mean(X, 0)
        v = np.mean(X * X, 0) - mu * mu
        mean, variance = mean + rho * (mu - mean), variance + rho * (v - variance)
    else:
        mu, v = mean, variance
    sigma = (v + eps) ** 0.5
    Xhat = (X - mu[None, :]) / sigma[None, :]
    return Xhat * gamma + beta, (Xhat, sigma, gamma), (mean, variance)
