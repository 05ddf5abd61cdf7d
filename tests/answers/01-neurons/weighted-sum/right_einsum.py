def weighted_sum(X, w, b):
    return np.einsum("nd,d->n", np.asarray(X), np.asarray(w)) + b
