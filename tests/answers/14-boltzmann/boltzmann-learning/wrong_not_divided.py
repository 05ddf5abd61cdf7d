# says: each row of q must be divided by its sum
def clamped(q, data):
    joint = q.reshape(len(data), -1)
    return (data[:, None] * joint).ravel()


def bm_grad(S, p, q):
    dW = S.T @ ((p - q)[:, None] * S)
    np.fill_diagonal(dW, 0)
    return dW, (p - q) @ S
