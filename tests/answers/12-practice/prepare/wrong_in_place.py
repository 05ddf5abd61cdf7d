# says: changes its argument `Xtr` in place
def prepare(Xtr, Xte):
    fill = np.nanmedian(Xtr, axis=0)
    q1, q3 = np.nanquantile(Xtr, [0.25, 0.75], axis=0)
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    for X in (Xtr, Xte):
        rows, columns = np.where(np.isnan(X))
        X[rows, columns] = fill[columns]
        np.clip(X, low, high, out=X)
    return Xtr, Xte
