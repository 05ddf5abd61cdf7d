# says: σ (1 - σ) has two factors
def sigmoid(x, k=1.0):
    return 0.5 * (1 + np.tanh(0.5 * k * np.asarray(x)))


def d_sigmoid(x, k=1.0):
    return k * (1 - sigmoid(x, k))
