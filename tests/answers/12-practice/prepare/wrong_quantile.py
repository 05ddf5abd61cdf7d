# says: np.nanquantile passes over it
def prepare(Xtr, Xte):
    fill = np.nanmedian(Xtr, axis=0)
    q1, q3 = np.quantile(Xtr, [0.25, 0.75], axis=0)
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    return tuple(np.clip(np.where(np.isnan(X), fill, X), low, high) for X in (Xtr, Xte))
