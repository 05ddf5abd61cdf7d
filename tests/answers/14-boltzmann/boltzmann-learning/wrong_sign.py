# says: the sign is wrong: data minus dream
def clamped(q, data):
    joint = q.reshape(len(data), -1)
    return (data[:, None] * joint / joint.sum(axis=1, keepdims=True)).ravel()


def bm_grad(S, p, q):
    dW = S.T @ ((q - p)[:, None] * S)
    np.fill_diagonal(dW, 0)
    return dW, (q - p) @ S
