# says: go from the first unit to the last
def gibbs_sweep(W, b, s, T, u):
    s = s.copy()
    for i in reversed(range(len(s))):
        s[i] = u[i] < p_on(energy_gap(W, b, s, i), T)
    return s
