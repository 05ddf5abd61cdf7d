# says: expected an array of shape (3,)
def error_curve(f, df, x, hs, method):
    return np.mean([abs(method(f, x, h) - df(x)) / abs(df(x)) for h in hs])
