# says: those are the gaps of all units; only unit i is asked
def energy_gap(W, b, s, i):
    return W @ s + b


def p_on(dE, T):
    return 1 / (1 + np.exp(-dE / T))
