# says: P Pᵀ must be inverted
def store_pinv(P):
    W = P.T @ (P @ P.T) @ P
    np.fill_diagonal(W, 0)
    return W
