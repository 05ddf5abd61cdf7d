# says: it climbs
def d_f(x):
    return 2 * x * np.cos(x) - x**2 * np.sin(x) + np.cos(x)


def basin(x0, lr):
    for _ in range(2000):
        x0 = x0 + lr * d_f(x0)
    return 3.692844 if x0 > 0 else x0
