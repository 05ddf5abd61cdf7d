def loss(X, t, w, b):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - t * z)


def sgd_epoch(X, t, w, b, lr, batches):
    w, losses = np.array(w, copy=True), np.zeros(len(batches))
    for k, batch in enumerate(batches):
        losses[k] = loss(X[batch], t[batch], w, b)
        gw, gb = logistic_grad(X[batch], t[batch], w, b)
        w -= lr * gw
        b -= lr * gb
    return w, b, losses
