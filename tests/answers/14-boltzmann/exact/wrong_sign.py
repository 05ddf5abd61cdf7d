# says: the sign is wrong: low energies are likely
def exact(S, W, b, T):
    E = -0.5 * np.sum((S @ W) * S, axis=1) - S @ b
    p = np.exp((E - E.max()) / T)
    return p / p.sum()
