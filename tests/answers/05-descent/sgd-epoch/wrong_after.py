# says: the loss is wanted before the step
def loss(X, t, w, b):
    z = X @ w + b
    return np.mean(np.logaddexp(0, z) - t * z)


def sgd_epoch(X, t, w, b, lr, batches):
    losses = []
    for batch in batches:
        gw, gb = logistic_grad(X[batch], t[batch], w, b)
        w, b = w - lr * gw, b - lr * gb
        losses.append(loss(X[batch], t[batch], w, b))
    return w, b, losses
