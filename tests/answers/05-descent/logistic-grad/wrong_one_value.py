# says: expected 2 values
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logistic_grad(X, t, w, b):
    return np.mean(sigmoid(X @ w + b) - t)
