# says: take abs
def error_curve(f, df, x, hs, method):
    true = df(x)
    return np.array([(method(f, x, h) - true) / true for h in hs])
