def d_f(x):
    s, c = np.sin(x), np.cos(x)
    return (2 * x + 1) * c - x * x * s


def basin(x0, lr):
    for _ in range(100_000):
        x0 = x0 - lr * d_f(x0)
    return float(x0)
