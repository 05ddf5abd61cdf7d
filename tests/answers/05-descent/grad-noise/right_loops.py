def grad_noise(X, t, w, b, sizes, perms):
    def gradient(rows):
        delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
        return delta @ X[rows] / len(rows)

    full = gradient(np.arange(len(X)))
    out = []
    for m in sizes:
        total = 0.0
        for perm in perms:
            d = gradient(perm[:m]) - full
            total += d @ d
        out.append(total / len(perms))
    return out
