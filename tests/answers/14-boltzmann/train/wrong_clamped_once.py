# says: returned
def divergence(data, q):
    shown = q.reshape(len(data), -1).sum(axis=1)
    there = data > 0
    return np.sum(data[there] * np.log(data[there] / shown[there]))


def bm_train(S, data, W, b, eta, steps):
    distances = [divergence(data, exact(S, W, b, 1.0))]
    p = clamped(exact(S, W, b, 1.0), data)
    for _ in range(steps):
        dW, db = bm_grad(S, p, exact(S, W, b, 1.0))
        W, b = W + eta * dW, b + eta * db
        distances.append(divergence(data, exact(S, W, b, 1.0)))
    return W, b, np.array(distances)
