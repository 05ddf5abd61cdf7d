# says: the mask must carry the factor, too: the way back needs it
def dropout(X, p, u, train):
    if not train:
        return X, np.ones_like(X)
    mask = (u >= p) * 1.0
    return X * mask / (1 - p), mask


def dropout_back(dY, mask):
    return dY * mask
