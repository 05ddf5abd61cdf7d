# says: the bias is missing
def energy_gap(W, b, s, i):
    return W[i] @ s


def p_on(dE, T):
    return 1 / (1 + np.exp(-dE / T))
