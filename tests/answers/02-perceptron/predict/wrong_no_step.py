# says: those are the sums a; is the step missing?
def augment(X):
    X = np.asarray(X)
    return np.hstack([np.full((len(X), 1), -1.0), X])


def predict(X, w):
    return augment(X) @ w
