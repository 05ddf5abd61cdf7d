# says: gWh is transposed
def bptt(X, H, dH_T, Wh):
    dH, gWx, gWh, gb = np.zeros_like(H), 0, 0, 0
    dH[:, -1] = dH_T
    for t in range(X.shape[1], 0, -1):
        dZ = dH[:, t] * (1 - H[:, t] ** 2)
        gWx = gWx + dZ.T @ X[:, t - 1]
        gWh = gWh + H[:, t - 1].T @ dZ
        gb = gb + dZ.sum(axis=0)
        dH[:, t - 1] = dZ @ Wh
    return gWx, gWh, gb, dH
