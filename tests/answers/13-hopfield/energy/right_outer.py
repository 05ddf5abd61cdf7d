def energy(W, s, theta):
    return np.sum(theta * s) - np.sum(W * np.outer(s, s)) / 2
