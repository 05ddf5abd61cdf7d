def store_pinv(P):
    W = np.linalg.pinv(P) @ P
    return W * (1 - np.eye(len(W)))
