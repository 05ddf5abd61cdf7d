# says: must return a function
def bumps(f, n_bumps, k=5000.0):
    x = np.linspace(0, 1, 100)
    return f((np.floor(x * n_bumps) + 0.5) / n_bumps)
