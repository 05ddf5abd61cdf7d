# says: is the threshold added instead of subtracted?
def augment(X):
    X = np.asarray(X)
    return np.hstack([np.full((len(X), 1), -1.0), X])


def predict(X, w):
    return step(X @ w[1:] + w[0])
