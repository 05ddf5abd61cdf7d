# says: must be divided by h
def complex_step(f, x, h=1e-20):
    return f(x + 1j * h).imag
