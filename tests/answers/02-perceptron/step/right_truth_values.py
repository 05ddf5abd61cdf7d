def step(a):
    return np.asarray(a) > 0
