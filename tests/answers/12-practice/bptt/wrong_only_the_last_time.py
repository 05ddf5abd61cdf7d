# says: only the last time counts
def bptt(X, H, dH_T, Wh):
    dH, T = np.zeros_like(H), X.shape[1]
    dH[:, -1] = dH_T
    for t in range(T, 0, -1):
        dH[:, t - 1] = (dH[:, t] * (1 - H[:, t] ** 2)) @ Wh
    dZ = dH_T * (1 - H[:, T] ** 2)
    return dZ.T @ X[:, T - 1], dZ.T @ H[:, T - 1], dZ.sum(axis=0), dH
