def store(P):
    W = sum(np.outer(one, one) for one in P) / P.shape[1]
    return W - np.diag(np.diag(W))
