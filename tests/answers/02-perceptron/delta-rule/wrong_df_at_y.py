# says: delta_rule_grad
def delta_rule_grad(X, t, w, f, df):
    y = f(X @ w)
    return -((t - y) * df(y)) @ X / len(X)
