def sigmoid(x, k=1.0):
    return 1.0 / (1.0 + np.exp(-np.clip(k * np.asarray(x), -500, 500)))


def d_sigmoid(x, k=1.0):
    return k * sigmoid(x, k) * sigmoid(x, -k)
