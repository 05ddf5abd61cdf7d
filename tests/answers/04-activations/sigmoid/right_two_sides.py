def sigmoid(x, k=1.0):
    x = k * np.asarray(x)
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1 / (1 + e), e / (1 + e))


def d_sigmoid(x, k=1.0):
    e = np.exp(-np.abs(k * np.asarray(x)))
    return k * e / (1 + e) ** 2
