# says: came up on the way: build it from σ, which is safe
def sigmoid(x, k=1.0):
    return 0.5 * (1 + np.tanh(0.5 * k * np.asarray(x)))


def d_sigmoid(x, k=1.0):
    e = np.exp(-k * x)
    return k * e / (1 + e) ** 2
