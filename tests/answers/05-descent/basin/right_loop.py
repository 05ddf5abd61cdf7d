import math


def d_f(x):
    return x * (2 * np.cos(x) - x * np.sin(x)) + np.cos(x)


def basin(x0, lr):
    x, slope = x0, d_f(x0)
    while abs(slope) > 9e-7:
        x -= lr * slope
        slope = d_f(x)
    return x
