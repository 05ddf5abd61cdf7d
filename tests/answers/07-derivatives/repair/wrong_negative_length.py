# says: c_max
def c_abs(z):
    return z if z.real >= 0 else -z


def c_max(a, b):
    return max(a, b, key=lambda z: abs(z.real))
