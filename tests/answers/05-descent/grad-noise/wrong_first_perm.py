# says: grad_noise
def grad_noise(X, t, w, b, sizes, perms):
    full = logistic_grad(X, t, w, b)[0]
    p = perms[0]
    return np.array([np.sum((logistic_grad(X[p[:m]], t[p[:m]], w, b)[0] - full) ** 2) for m in sizes])
