# says: the same amount is subtracted everywhere; where is the sign?
def l1_step(W, gW, lr, lam, n):
    return W - lr * gW - lr * lam / n


def soft_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return np.sign(v) * np.maximum(abs(v) - lr * lam / n, 0)
