def grad_noise(X, t, w, b, sizes, perms):
    G = (1 / (1 + np.exp(-(X @ w + b))) - t)[:, None] * X
    off = G - G.mean(axis=0)
    return np.array([np.mean(np.sum(off[perms[:, :m]].mean(axis=1) ** 2, axis=1)) for m in sizes])
