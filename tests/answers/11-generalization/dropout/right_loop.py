def dropout(X, p, u, train):
    Y, mask = np.zeros(X.shape), np.zeros(X.shape)
    for i in range(X.shape[0]):
        for j in range(X.shape[1]):
            mask[i, j] = 1.0 if not train else 1 / (1 - p) if u[i, j] >= p else 0.0
            Y[i, j] = X[i, j] * mask[i, j]
    return Y, mask


def dropout_back(dY, mask):
    return np.array([[d * m for d, m in zip(*rows)] for rows in zip(dY, mask)])
