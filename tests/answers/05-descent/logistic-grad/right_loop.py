def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def logistic_grad(X, t, w, b):
    gw, gb = np.zeros(len(w)), 0.0
    for x, target in zip(X, t):
        error = sigmoid(np.dot(w, x) + b) - target
        gw += error * x / len(X)
        gb += error / len(X)
    return gw, gb
