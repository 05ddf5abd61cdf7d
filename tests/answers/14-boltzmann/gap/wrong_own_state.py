# says: the gap does not depend on the unit's own state
def energy_gap(W, b, s, i):
    return s[i] * (W[i] @ s + b[i])


def p_on(dE, T):
    return 1 / (1 + np.exp(-dE / T))
