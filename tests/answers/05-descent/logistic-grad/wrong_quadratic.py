# says: has cancelled
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logistic_grad(X, t, w, b):
    p = sigmoid(X @ w + b)
    delta = (p - t) * p * (1 - p)
    return delta @ X / len(X), np.mean(delta)
