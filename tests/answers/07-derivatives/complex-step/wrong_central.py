# says: a difference along the real line
def complex_step(f, x, h=1e-20):
    return (f(x + h) - f(x - h)) / (2 * h)
