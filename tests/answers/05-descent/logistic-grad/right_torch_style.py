def logistic_grad(X, t, w, b):
    p = np.where(X @ w + b > 0, 1 / (1 + np.exp(-np.abs(X @ w + b))), 1 - 1 / (1 + np.exp(-np.abs(X @ w + b))))
    return np.mean((p - t)[:, None] * X, axis=0), float((p - t).mean())
