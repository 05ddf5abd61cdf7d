# says: the gap is divided by T
def energy_gap(W, b, s, i):
    return W[i] @ s + b[i]


def p_on(dE, T):
    return 1 / (1 + np.exp(-dE * T))
