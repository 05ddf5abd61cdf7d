# says: a weight of 0 is not pulled: sgn(0) = 0
def l1_step(W, gW, lr, lam, n):
    return W - lr * gW - lr * lam / n * np.where(W >= 0, 1, -1)


def soft_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return np.sign(v) * np.maximum(abs(v) - lr * lam / n, 0)
