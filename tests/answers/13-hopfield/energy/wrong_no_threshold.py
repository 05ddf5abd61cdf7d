# says: the thresholds are missing
def energy(W, s, theta):
    return -0.5 * np.sum(W * np.outer(s, s))
