# says: after training nothing is dropped
def dropout(X, p, u, train):
    mask = (u >= p) / (1 - p)
    return X * mask, mask


def dropout_back(dY, mask):
    return dY * mask
