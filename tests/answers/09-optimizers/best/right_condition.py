def best_momentum(mu, L):
    kappa = L / mu
    root = np.sqrt(kappa)
    return 4 / (mu * (root + 1) ** 2), ((root - 1) / (root + 1)) ** 2
