def leaky_relu(x, a=0.01):
    return x * np.where(x > 0, 1, a)


def elu(x, a=1.0):
    y = np.array(x, dtype=float)
    y[x <= 0] = a * (np.exp(y[x <= 0]) - 1)
    return y


def swish(x, beta=1.0):
    return x * sigmoid(x, beta)


def gelu(x, quick=False):
    if quick:
        return x * sigmoid(x, 1.702)
    return x / 2 + x / 2 * erf(x * 0.5**0.5)
