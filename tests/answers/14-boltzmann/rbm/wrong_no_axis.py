# says: one number for each sample
def sigmoid(a):
    return 0.5 * (1 + np.tanh(0.5 * a))


def rbm_h(V, W, c):
    return sigmoid(V @ W.T + c)


def rbm_v(H, W, b):
    return sigmoid(H @ W + b)


def free_energy(V, W, b, c):
    return -V @ b - np.logaddexp(0, V @ W.T + c).sum()
