# says: returned an array of shape (3,), expected an array of shape (2,)
def hinge_fit(xk, yk):
    xk, yk = np.asarray(xk, dtype=float), np.asarray(yk, dtype=float)
    slopes = np.append(np.diff(yk) / np.diff(xk), 0)
    return xk, np.concatenate([slopes[:1], np.diff(slopes)]), yk[0]
