# says: returned an array of shape (2, 2), expected an array of shape (4, 4)
def store(P):
    W = P @ P.T / P.shape[1]
    np.fill_diagonal(W, 0)
    return W
