# says: that is a forward difference
def complex_step(f, x, h=1e-20):
    return (f(x + h) - f(x)) / h
