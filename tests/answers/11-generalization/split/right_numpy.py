def split(n, fracs, perm):
    return np.split(perm, np.round(np.cumsum(fracs)[:2] * n).astype(int))
