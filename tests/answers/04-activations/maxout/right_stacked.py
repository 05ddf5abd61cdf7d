def maxout(X, W, b):
    return np.max(X @ W.transpose(0, 2, 1) + b[:, None, :], axis=0)
