# says: it passes 0; it must stop there
def l1_step(W, gW, lr, lam, n):
    return W - lr * gW - lr * lam / n * np.sign(W)


def soft_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return v - lr * lam / n * np.sign(v)
