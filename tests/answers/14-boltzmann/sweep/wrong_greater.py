# says: a unit is on where u is below p_on
def gibbs_sweep(W, b, s, T, u):
    s = s.copy()
    for i in range(len(s)):
        s[i] = u[i] > p_on(energy_gap(W, b, s, i), T)
    return s
