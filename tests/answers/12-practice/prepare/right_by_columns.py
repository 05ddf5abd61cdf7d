def prepare(Xtr, Xte):
    A, B = Xtr.copy(), Xte.copy()
    for j in range(A.shape[1]):
        there = Xtr[:, j][~np.isnan(Xtr[:, j])]
        q1, middle, q3 = np.quantile(there, [0.25, 0.5, 0.75])
        for X in (A, B):
            X[np.isnan(X[:, j]), j] = middle
            X[X[:, j] < q1 - 1.5 * (q3 - q1), j] = q1 - 1.5 * (q3 - q1)
            X[X[:, j] > q3 + 1.5 * (q3 - q1), j] = q3 + 1.5 * (q3 - q1)
    return A, B
