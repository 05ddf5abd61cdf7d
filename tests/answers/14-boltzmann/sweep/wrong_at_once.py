# says: all units saw the old state
def gibbs_sweep(W, b, s, T, u):
    return 1.0 * (u < p_on(W @ s + b, T))
