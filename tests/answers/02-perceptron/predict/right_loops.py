def augment(X):
    return np.array([[-1.0] + list(row) for row in np.asarray(X)])


def predict(X, w):
    out = []
    for row in augment(X):
        total = 0.0
        for x, weight in zip(row, w):
            total += x * weight
        out.append(1 if total > 0 else 0)
    return out
