# says: its square is wanted
def grad_noise(X, t, w, b, sizes, perms):
    full = logistic_grad(X, t, w, b)[0]
    return np.array(
        [np.mean([np.linalg.norm(logistic_grad(X[p[:m]], t[p[:m]], w, b)[0] - full) for p in perms]) for m in sizes]
    )
