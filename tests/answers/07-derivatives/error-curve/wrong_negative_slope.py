# says: does the true slope need abs, too?
def error_curve(f, df, x, hs, method):
    true = df(x)
    return np.array([abs(method(f, x, h) - true) / true for h in hs])
