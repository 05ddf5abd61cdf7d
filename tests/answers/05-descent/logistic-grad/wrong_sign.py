# says: the sign is wrong
def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logistic_grad(X, t, w, b):
    delta = t - sigmoid(X @ w + b)
    return delta @ X / len(X), np.mean(delta)
