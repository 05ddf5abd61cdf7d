# says: the imaginary part is gone
def c_abs(z):
    return abs(z.real)


def c_max(a, b):
    return a if a.real >= b.real else b
