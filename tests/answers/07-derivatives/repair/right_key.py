def c_abs(z):
    if z.real < 0:
        return -1 * z
    return z


def c_max(a, b):
    return max(a, b, key=lambda z: z.real)
