# says: has a mismatch in its core dimension
def relu(x):
    return np.maximum(x, 0)


def xor_net(X, W1, b1, w2, b2):
    return relu(X @ W1 + b1) @ w2 + b2
