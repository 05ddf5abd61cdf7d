# says: the factor is 1/(1 - p), not 1/p
def dropout(X, p, u, train):
    mask = (u >= p) / p if train else np.ones_like(X)
    return X * mask, mask


def dropout_back(dY, mask):
    return dY * mask
