# says: returned an array of shape (3, 4), expected an array of shape (4, 2)
def maxout(X, W, b):
    return np.max([X @ W[r].T + b[r] for r in range(len(W))], axis=2)
