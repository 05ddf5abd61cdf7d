def d_leaky_relu(x, a=0.01):
    return (x > 0) + a * (x <= 0)


def d_elu(x, a=1.0):
    return np.where(x > 0, 1, elu(x, a) + a)


def d_swish(x, beta=1.0):
    s = sigmoid(beta * x)
    return s * (1 + beta * x * (1 - s))


def d_gelu(x):
    return 0.5 * (1 + erf(x / np.sqrt(2))) + x * np.exp(-0.5 * x**2) / np.sqrt(2 * np.pi)
