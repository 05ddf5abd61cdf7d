# says: returned complex numbers
def complex_step(f, x, h=1e-20):
    return (f(x + 1j * h) - f(x)) / (1j * h)
