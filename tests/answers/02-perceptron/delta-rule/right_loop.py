def delta_rule_grad(X, t, w, f, df):
    n, d = X.shape
    gradient = np.zeros(d)
    for x, target in zip(X, t):
        a = np.dot(w, x)
        gradient += (f(a) - target) * df(a) * x / n
    return gradient
