def error_curve(f, df, x, hs, method):
    found = np.array([method(f, x, float(h)) for h in hs])
    return np.abs((found - df(x)) / df(x))
