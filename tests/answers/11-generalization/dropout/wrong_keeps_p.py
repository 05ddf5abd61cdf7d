# says: u below p is dropped, not kept
def dropout(X, p, u, train):
    mask = (u < p) / p if train else np.ones_like(X)
    return X * mask, mask


def dropout_back(dY, mask):
    return dY * mask
