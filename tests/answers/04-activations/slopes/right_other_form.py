def d_leaky_relu(x, a=0.01):
    return np.where(x > 0, 1.0, a)


def d_elu(x, a=1.0):
    return np.where(x > 0, 1.0, a * np.exp(np.minimum(x, 0)))


def d_swish(x, beta=1.0):
    f = swish(x, beta)
    return beta * f + sigmoid(beta * x) * (1 - beta * f)


def d_gelu(x):
    phi = np.exp(-(x**2) / 2) / (2 * np.pi) ** 0.5
    return np.vectorize(math.erfc)(-x / 2**0.5) / 2 + x * phi
