# says: units that agree with their weight lower the energy
def energy(W, s, theta):
    return 0.5 * s @ W @ s + theta @ s
