# says: z comes back as it was
def c_abs(z):
    return z


def c_max(a, b):
    return a if a.real >= b.real else b
