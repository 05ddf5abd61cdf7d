# says: the change of slope at the knot, not the slope
def hinge_fit(xk, yk):
    xk, yk = np.asarray(xk, dtype=float), np.asarray(yk, dtype=float)
    return xk[:-1], np.diff(yk) / np.diff(xk), yk[0]
