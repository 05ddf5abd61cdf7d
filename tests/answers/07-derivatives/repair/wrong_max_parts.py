# says: must be that of the larger number
def c_abs(z):
    return z if z.real >= 0 else -z


def c_max(a, b):
    return complex(max(a.real, b.real), max(a.imag, b.imag))
