# says: operands could not be broadcast together
def softmax(Z):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    return E / E.sum(axis=1)


def softmax_jac(q):
    return np.diag(q) - np.outer(q, q)
