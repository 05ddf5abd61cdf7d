# says: the gradient points uphill
def delta_rule_grad(X, t, w, f, df):
    a = X @ w
    return ((t - f(a)) * df(a)) @ X / len(X)
