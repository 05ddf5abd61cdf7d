# says: the fixed input comes first
def augment(X):
    X = np.asarray(X)
    return np.hstack([X, np.full((len(X), 1), -1.0)])


def predict(X, w):
    return step(augment(X) @ w)
