# says: returned one number, expected an array of shape (4,)
def weighted_sum(X, w, b):
    return np.sum(np.asarray(X) @ np.asarray(w) + b)
