# says: that is the absolute error
def error_curve(f, df, x, hs, method):
    true = df(x)
    return np.array([abs(method(f, x, h) - true) for h in hs])
