# says: that is classic dropout: the factor 1/(1 - p) is missing
def dropout(X, p, u, train):
    mask = (u >= p) * 1.0 if train else np.ones_like(X)
    return X * mask, mask


def dropout_back(dY, mask):
    return dY * mask
