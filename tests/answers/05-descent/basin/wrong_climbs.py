# says: it climbs, to the top between the valleys
def d_f(x):
    return 2 * x * np.cos(x) - x**2 * np.sin(x) + np.cos(x)


def basin(x0, lr):
    while abs(d_f(x0)) >= 1e-6:
        x0 = x0 + lr * d_f(x0)
    return x0
