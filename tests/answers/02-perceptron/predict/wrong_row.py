# says: augment
def augment(X):
    X = np.asarray(X)
    return np.vstack([np.full((1, X.shape[1]), -1.0), X])


def predict(X, w):
    return step(augment(X) @ w)
