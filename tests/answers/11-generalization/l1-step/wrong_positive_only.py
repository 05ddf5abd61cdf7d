# says: negative weights are lost; the size is lowered, the sign stays
def l1_step(W, gW, lr, lam, n):
    return W - lr * gW - lr * lam / n * np.sign(W)


def soft_step(W, gW, lr, lam, n):
    return np.maximum(W - lr * gW - lr * lam / n, 0)
