# says: slips are still there: clip to the fences
def prepare(Xtr, Xte):
    fill = np.nanmedian(Xtr, axis=0)
    return tuple(np.where(np.isnan(X), fill, X) for X in (Xtr, Xte))
