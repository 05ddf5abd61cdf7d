# says: the diagonal must be 0
def clamped(q, data):
    joint = q.reshape(len(data), -1)
    return (data[:, None] * joint / joint.sum(axis=1, keepdims=True)).ravel()


def bm_grad(S, p, q):
    return S.T @ ((p - q)[:, None] * S), (p - q) @ S
