def delta_rule_grad(X, t, w, f, df):
    a = np.einsum("nd,d->n", X, w)
    return np.einsum("n,nd->d", (f(a) - t) * df(a), X) / t.size
