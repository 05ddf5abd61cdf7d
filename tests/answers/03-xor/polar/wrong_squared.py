# says: take the root
def polar(X):
    X = np.asarray(X)
    return np.column_stack([(X**2).sum(axis=1), np.arctan2(X[:, 1], X[:, 0])])
