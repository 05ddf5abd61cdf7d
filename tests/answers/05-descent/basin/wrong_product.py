# says: the product rule has two terms
def d_f(x):
    return -2 * x * np.sin(x) + np.cos(x)


def basin(x0, lr):
    for _ in range(2000):
        x0 = x0 - lr * d_f(x0)
    return x0
