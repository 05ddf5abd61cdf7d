# says: those are probabilities
def gibbs_sweep(W, b, s, T, u):
    s = s.copy()
    for i in range(len(s)):
        s[i] = p_on(energy_gap(W, b, s, i), T)
    return s
