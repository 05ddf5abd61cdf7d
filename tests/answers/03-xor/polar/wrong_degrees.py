# says: in radians, not in degrees
def polar(X):
    X = np.asarray(X)
    return np.column_stack([np.hypot(X[:, 0], X[:, 1]), np.degrees(np.arctan2(X[:, 1], X[:, 0]))])
