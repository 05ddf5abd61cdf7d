# says: take the sigmoid of x first
def sigmoid(x, k=1.0):
    return 0.5 * (1 + np.tanh(0.5 * k * np.asarray(x)))


def d_sigmoid(x, k=1.0):
    return k * x * (1 - x)
