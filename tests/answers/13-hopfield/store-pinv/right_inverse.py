def store_pinv(P):
    C = np.linalg.inv(P @ P.T)
    W = sum(C[m, n] * np.outer(P[m], P[n]) for m in range(len(P)) for n in range(len(P)))
    return W - np.diag(np.diag(W))
