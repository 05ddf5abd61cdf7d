# says: the imaginary part is gone
def c_abs(z):
    return z if z.real >= 0 else -z


def c_max(a, b):
    return max(a.real, b.real)
