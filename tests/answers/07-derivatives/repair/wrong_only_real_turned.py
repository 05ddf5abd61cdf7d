# says: the imaginary part must change its sign, too
def c_abs(z):
    return complex(abs(z.real), z.imag)


def c_max(a, b):
    return a if a.real >= b.real else b
