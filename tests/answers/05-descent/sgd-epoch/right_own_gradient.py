def loss(X, t, w, b):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - t * z)


def gradients(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return delta @ X / len(X), delta.mean()


def sgd_epoch(X, t, w, b, lr, batches):
    losses = []
    for i in batches:
        gw, gb = gradients(X[i], t[i], w, b)
        losses += [loss(X[i], t[i], w, b)]
        w, b = w - lr * gw, b - lr * gb
    return w, b, losses
