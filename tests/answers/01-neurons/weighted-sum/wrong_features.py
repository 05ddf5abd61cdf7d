# says: returned an array of shape (2,), expected an array of shape (4,)
def weighted_sum(X, w, b):
    return np.asarray(X).sum(axis=0) * w + b
