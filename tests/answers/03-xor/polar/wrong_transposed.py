# says: it looks transposed
def polar(X):
    X = np.asarray(X)
    return np.array([np.hypot(X[:, 0], X[:, 1]), np.arctan2(X[:, 1], X[:, 0])])
