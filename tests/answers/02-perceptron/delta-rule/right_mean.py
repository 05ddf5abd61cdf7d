def delta_rule_grad(X, t, w, f, df):
    a = X.dot(w)
    return np.mean(((f(a) - t) * df(a))[:, None] * X, axis=0)
