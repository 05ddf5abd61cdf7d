# says: not to the quotient
def error_curve(f, df, x, hs, method):
    true = df(x)
    return np.array([abs((method(f, x, h) - true) / method(f, x, h)) for h in hs])
