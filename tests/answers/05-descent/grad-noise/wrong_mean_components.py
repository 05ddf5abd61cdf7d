# says: a sum over the components
def grad_noise(X, t, w, b, sizes, perms):
    full = logistic_grad(X, t, w, b)[0]
    return np.array(
        [np.mean([np.mean((logistic_grad(X[p[:m]], t[p[:m]], w, b)[0] - full) ** 2) for p in perms]) for m in sizes]
    )
