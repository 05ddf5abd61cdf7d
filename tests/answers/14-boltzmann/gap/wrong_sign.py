# says: the sign is wrong: off minus on
def energy_gap(W, b, s, i):
    return -(W[i] @ s + b[i])


def p_on(dE, T):
    return 1 / (1 + np.exp(-dE / T))
