# says: logistic_grad
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logistic_grad(X, t, w, b):
    delta = sigmoid(X @ w) - t
    return delta @ X / len(X), np.mean(delta)
