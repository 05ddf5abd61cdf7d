# says: the factor f'(a) is missing
def delta_rule_grad(X, t, w, f, df):
    return -(t - f(X @ w)) @ X / len(X)
