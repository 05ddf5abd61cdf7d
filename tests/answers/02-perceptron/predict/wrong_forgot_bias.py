# says: stopped with ValueError: matmul
def augment(X):
    X = np.asarray(X)
    return np.hstack([np.full((len(X), 1), -1.0), X])


def predict(X, w):
    return step(X @ w)
