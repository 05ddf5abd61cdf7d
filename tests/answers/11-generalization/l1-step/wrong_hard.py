# says: weights beyond the threshold are moved as well, by ηλ/n
def l1_step(W, gW, lr, lam, n):
    return W - lr * gW - lr * lam / n * np.sign(W)


def soft_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return np.where(abs(v) > lr * lam / n, v, 0.0)
