# says: P(h|v) is not uniform
def clamped(q, data):
    joint = q.reshape(len(data), -1)
    return (data[:, None] * np.ones_like(joint) / joint.shape[1]).ravel()


def bm_grad(S, p, q):
    dW = S.T @ ((p - q)[:, None] * S)
    np.fill_diagonal(dW, 0)
    return dW, (p - q) @ S
