# says: each pair is counted twice
def energy(W, s, theta):
    return -s @ W @ s + theta @ s
