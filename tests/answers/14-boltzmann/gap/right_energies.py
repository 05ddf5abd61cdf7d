def energy_gap(W, b, s, i):
    def E(s):
        return -0.5 * s @ W @ s - b @ s

    off, on = s.copy(), s.copy()
    off[i], on[i] = 0.0, 1.0
    return E(off) - E(on)


def p_on(dE, T):
    on = np.exp(dE / (2 * T))
    return on / (on + 1 / on)
