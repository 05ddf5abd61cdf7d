def quadratic(Y, A):
    return np.sum((A - Y) ** 2) / (2 * len(Y))


def bce_logits(Y, Z):
    return np.sum(Y * np.logaddexp(0, -Z) + (1 - Y) * np.logaddexp(0, Z)) / Y.shape[0]


def cce_logits(Y, Z):
    Z = Z - Z.max(axis=1)[:, None]
    log_a = Z - np.log(np.exp(Z).sum(axis=1))[:, None]
    return -(Y * log_a).sum() / Y.shape[0]
