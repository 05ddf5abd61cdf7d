# says: take exponentials of negative numbers only
def sigmoid(x, k=1.0):
    e = np.exp(k * x)
    return e / (1 + e)


def d_sigmoid(x, k=1.0):
    s = sigmoid(x, k)
    return k * s * (1 - s)
