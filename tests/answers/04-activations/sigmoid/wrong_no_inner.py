# says: the inner derivative is missing: a factor k
def sigmoid(x, k=1.0):
    return 0.5 * (1 + np.tanh(0.5 * k * np.asarray(x)))


def d_sigmoid(x, k=1.0):
    s = sigmoid(x, k)
    return s * (1 - s)
