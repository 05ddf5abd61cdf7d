def sigmoid(x, k=1.0):
    return 1 / (1 + np.exp(-k * np.asarray(x)))


def d_sigmoid(x, k=1.0):
    return k * (sigmoid(x, k) - sigmoid(x, k) ** 2)
