# says: the factor of the mask belongs to the way back, too
def dropout(X, p, u, train):
    mask = (u >= p) / (1 - p) if train else np.ones_like(X)
    return X * mask, mask


def dropout_back(dY, mask):
    return dY * (mask > 0)
