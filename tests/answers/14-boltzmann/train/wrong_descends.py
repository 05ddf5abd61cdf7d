# says: it descends
def divergence(data, q):
    shown = q.reshape(len(data), -1).sum(axis=1)
    there = data > 0
    return np.sum(data[there] * np.log(data[there] / shown[there]))


def bm_train(S, data, W, b, eta, steps):
    distances = [divergence(data, exact(S, W, b, 1.0))]
    for _ in range(steps):
        q = exact(S, W, b, 1.0)
        dW, db = bm_grad(S, clamped(q, data), q)
        W, b = W - eta * dW, b - eta * db
        distances.append(divergence(data, exact(S, W, b, 1.0)))
    return W, b, np.array(distances)
