def complex_step(f, x, h=1e-100):
    z = f(x + h * 1j)
    return float(z.imag / h)
