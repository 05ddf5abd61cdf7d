# says: the thresholds come with a plus
def energy(W, s, theta):
    return -0.5 * s @ W @ s - theta @ s
