# says: changes its argument `s` in place
def gibbs_sweep(W, b, s, T, u):
    for i in range(len(s)):
        s[i] = u[i] < p_on(energy_gap(W, b, s, i), T)
    return s
