# says: energies of thousands overflow exp
def exact(S, W, b, T):
    p = np.exp((0.5 * np.sum((S @ W) * S, axis=1) + S @ b) / T)
    return p / p.sum()
