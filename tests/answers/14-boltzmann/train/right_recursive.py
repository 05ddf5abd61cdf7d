def divergence(data, q):
    shown = q.reshape(len(data), -1).sum(axis=1)
    there = data > 0
    return np.sum(data[there] * np.log(data[there] / shown[there]))


def bm_train(S, data, W, b, eta, steps):
    q = exact(S, W, b, 1.0)
    first = [divergence(data, q)]
    if steps == 0:
        return W, b, np.array(first)
    dW, db = bm_grad(S, clamped(q, data), q)
    W, b, rest = bm_train(S, data, W + eta * dW, b + eta * db, eta, steps - 1)
    return W, b, np.concatenate([first, rest])
