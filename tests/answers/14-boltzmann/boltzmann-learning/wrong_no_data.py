# says: multiply by the data's probability of v
def clamped(q, data):
    joint = q.reshape(len(data), -1)
    return (joint / joint.sum(axis=1, keepdims=True)).ravel()


def bm_grad(S, p, q):
    dW = S.T @ ((p - q)[:, None] * S)
    np.fill_diagonal(dW, 0)
    return dW, (p - q) @ S
