# says: the fixed input is -1 here
def augment(X):
    X = np.asarray(X)
    return np.hstack([np.ones((len(X), 1)), X])


def predict(X, w):
    return step(augment(X) @ w)
