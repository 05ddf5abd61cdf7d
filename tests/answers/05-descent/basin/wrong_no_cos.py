# says: the derivative of sin x is missing
def d_f(x):
    return 2 * x * np.cos(x) - x**2 * np.sin(x)


def basin(x0, lr):
    for _ in range(2000):
        x0 = x0 - lr * d_f(x0)
    return x0
