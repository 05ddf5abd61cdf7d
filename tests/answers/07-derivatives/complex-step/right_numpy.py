def complex_step(f, x, h=1e-20):
    return np.imag(f(complex(x, h))) / h
