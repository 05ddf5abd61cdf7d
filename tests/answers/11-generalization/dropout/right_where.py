def dropout(X, p, u, train):
    if not train:
        return X, np.ones(X.shape)
    mask = np.where(u < p, 0.0, 1 / (1 - p))
    return X * mask, mask


def dropout_back(dY, mask):
    return np.multiply(mask, dY)
