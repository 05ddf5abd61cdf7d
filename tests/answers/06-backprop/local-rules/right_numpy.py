def multiply_back(x, y, g):
    return np.array([y, x]) * g


def max_back(x, y, g):
    return (np.where(x >= y, g, 0), np.where(x >= y, 0, g))


def relu_back(x, g):
    return np.heaviside(x, 0.0) * g


def branch_back(gradients):
    return float(np.asarray(gradients).sum())
