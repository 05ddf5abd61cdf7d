# says: the slope k is not used
def sigmoid(x, k=1.0):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(x)))


def d_sigmoid(x, k=1.0):
    s = sigmoid(x, k)
    return k * s * (1 - s)
