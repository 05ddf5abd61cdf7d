# says: that is the exact form; quick is not used
def leaky_relu(x, a=0.01):
    return np.where(x > 0, x, a * x)


def elu(x, a=1.0):
    return np.where(x > 0, x, a * np.expm1(np.minimum(x, 0)))


def swish(x, beta=1.0):
    return x * sigmoid(beta * x)


def gelu(x, quick=False):
    return x * 0.5 * (1 + erf(x / np.sqrt(2)))
