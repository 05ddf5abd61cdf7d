# says: without h, the step is 1e-20
def complex_step(f, x, h=1e-4):
    return f(x + 1j * h).imag / h
