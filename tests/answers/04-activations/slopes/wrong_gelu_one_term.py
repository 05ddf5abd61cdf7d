# says: x φ(x) is missing
def d_leaky_relu(x, a=0.01):
    return np.where(x > 0, 1.0, a)


def d_elu(x, a=1.0):
    return np.where(x > 0, 1.0, a * np.exp(np.minimum(x, 0)))


def d_swish(x, beta=1.0):
    return sigmoid(x, beta) + x * d_sigmoid(x, beta)


def d_gelu(x):
    return 0.5 * (1 + erf(x / np.sqrt(2)))
