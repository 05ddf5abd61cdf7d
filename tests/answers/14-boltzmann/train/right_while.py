def divergence(data, q):
    shown = q.reshape(len(data), -1).sum(axis=1)
    there = data > 0
    return np.sum(data[there] * np.log(data[there] / shown[there]))


def bm_train(S, data, W, b, eta, steps):
    W, b, distances = W.copy(), b.copy(), []
    while True:
        q = exact(S, W, b, 1.0)
        distances.append(divergence(data, q))
        if len(distances) > steps:
            return W, b, distances
        dW, db = bm_grad(S, clamped(q, data), q)
        W += eta * dW
        b += eta * db
