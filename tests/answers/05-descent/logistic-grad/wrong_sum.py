# says: divide by n
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logistic_grad(X, t, w, b):
    delta = sigmoid(X @ w + b) - t
    return delta @ X, np.sum(delta)
