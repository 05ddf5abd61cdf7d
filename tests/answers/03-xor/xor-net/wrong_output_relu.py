# says: the output has no ReLU of its own
def relu(x):
    return np.maximum(x, 0)


def xor_net(X, W1, b1, w2, b2):
    return relu(relu(X @ W1.T + b1) @ w2 + b2)
