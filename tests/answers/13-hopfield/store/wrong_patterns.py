# says: divide by the number of units, N
def store(P):
    P = np.asarray(P)
    W = P.T @ P / len(P)
    np.fill_diagonal(W, 0)
    return W
