# says: returned an array of shape (2, 2), expected an array of shape (2,)
def delta_rule_grad(X, t, w, f, df):
    a = X @ w
    return -((t - f(a)) * df(a))[:, None] * X / len(X)
