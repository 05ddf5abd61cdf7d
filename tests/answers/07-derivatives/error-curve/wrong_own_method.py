# says: error_curve
def error_curve(f, df, x, hs, method):
    true = df(x)
    return np.array([abs((f(x + h) - f(x)) / h - true) / abs(true) for h in hs])
