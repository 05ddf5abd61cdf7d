# says: that is the length of z
def c_abs(z):
    return abs(z)


def c_max(a, b):
    return a if a.real >= b.real else b
