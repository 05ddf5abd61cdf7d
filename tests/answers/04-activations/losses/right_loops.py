def quadratic(Y, A):
    return 0.5 * np.mean([(a - y) @ (a - y) for y, a in zip(Y, A)])


def bce_logits(Y, Z):
    softplus = np.maximum(Z, 0) + np.log1p(np.exp(-np.abs(Z)))
    return np.mean(np.sum(softplus - Y * Z, axis=1))


def cce_logits(Y, Z):
    return np.mean([np.logaddexp.reduce(z) - y @ z for y, z in zip(Y, Z)])
