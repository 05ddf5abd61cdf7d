# says: do not divide by the number of states
def clamped(q, data):
    joint = q.reshape(len(data), -1)
    return (data[:, None] * joint / joint.sum(axis=1, keepdims=True)).ravel()


def bm_grad(S, p, q):
    dW = S.T @ ((p - q)[:, None] * S) / len(S)
    np.fill_diagonal(dW, 0)
    return dW, (p - q) @ S / len(S)
