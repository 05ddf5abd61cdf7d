def hinge_fit(xk, yk):
    xk, yk = np.asarray(xk, dtype=float), np.asarray(yk, dtype=float)
    A = np.maximum(xk[1:, None] - xk[None, :-1], 0)
    return xk[:-1].copy(), np.linalg.solve(A, yk[1:] - yk[0]), float(yk[0])
