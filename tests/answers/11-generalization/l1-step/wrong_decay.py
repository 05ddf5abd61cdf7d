# says: that is weight decay, in proportion to w
def l1_step(W, gW, lr, lam, n):
    return W - lr * gW - lr * lam / n * W


def soft_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return np.sign(v) * np.maximum(abs(v) - lr * lam / n, 0)
