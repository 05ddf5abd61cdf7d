# says: the bias is added, not subtracted
def weighted_sum(X, w, b):
    return np.asarray(X) @ np.asarray(w) - b
