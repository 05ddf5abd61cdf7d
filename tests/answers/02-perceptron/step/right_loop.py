def step(a):
    a = np.asarray(a, dtype=float)
    out = np.zeros(a.shape)
    for index in np.ndindex(a.shape):
        if a[index] > 0:
            out[index] = 1.0
    return out
