# says: arctan2 takes the second coordinate first
def polar(X):
    X = np.asarray(X)
    return np.column_stack([np.hypot(X[:, 0], X[:, 1]), np.arctan2(X[:, 0], X[:, 1])])
