def bptt(X, H, dH_T, Wh):
    n, T, d = X.shape
    m = len(Wh)
    gWx, gWh, gb, dH = np.zeros((m, d)), np.zeros((m, m)), np.zeros(m), np.zeros((n, T + 1, m))
    for i in range(n):
        dh = np.array(dH_T[i])
        dH[i, T] = dh
        for t in range(T, 0, -1):
            delta = dh * (1 - H[i, t] ** 2)
            gWx += np.outer(delta, X[i, t - 1])
            gWh += np.outer(delta, H[i, t - 1])
            gb += delta
            dh = Wh.T @ delta
            dH[i, t - 1] = dh
    return [gWx, gWh, gb, dH]
