# says: the temperature, or the chance u, is not used
def gibbs_sweep(W, b, s, T, u):
    s = s.copy()
    for i in range(len(s)):
        s[i] = u[i] < p_on(energy_gap(W, b, s, i), 1.0)
    return s
