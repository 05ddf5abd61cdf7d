# says: take abs of the difference
def error_curve(f, df, x, hs, method):
    true = df(x)
    return np.array([(method(f, x, h) - true) / abs(true) for h in hs])
