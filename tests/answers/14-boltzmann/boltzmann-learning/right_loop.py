def clamped(q, data):
    each, p = len(q) // len(data), []
    for v, weight in enumerate(data):
        row = q[v * each : (v + 1) * each]
        p.extend(weight * row / row.sum())
    return np.array(p)


def bm_grad(S, p, q):
    N = S.shape[1]
    dW, db = np.zeros((N, N)), np.zeros(N)
    for s, one, two in zip(S, p, q):
        dW += (one - two) * np.outer(s, s)
        db += (one - two) * s
    return dW * (1 - np.eye(N)), db
