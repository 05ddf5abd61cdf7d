# says: changes its argument `x` in place
def relu(x):
    x[x < 0] = 0
    return x


def xor_net(X, W1, b1, w2, b2):
    return relu(X @ W1.T + b1) @ w2 + b2
