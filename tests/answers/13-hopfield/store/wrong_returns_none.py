# says: is its `return` missing?
def store(P):
    W = P.T @ P / P.shape[1]
    return np.fill_diagonal(W, 0)
