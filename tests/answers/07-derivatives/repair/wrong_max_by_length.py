# says: it must compare real parts
def c_abs(z):
    return z if z.real >= 0 else -z


def c_max(a, b):
    return a if abs(a) >= abs(b) else b
