# says: each pair is counted twice
def exact(S, W, b, T):
    E = -np.sum((S @ W) * S, axis=1) - S @ b
    p = np.exp(-(E - E.min()) / T)
    return p / p.sum()
