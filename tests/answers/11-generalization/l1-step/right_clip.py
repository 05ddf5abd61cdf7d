def l1_step(W, gW, lr, lam, n):
    sign = (W > 0).astype(float) - (W < 0)
    return W - lr * (gW + lam / n * sign)


def soft_step(W, gW, lr, lam, n):
    v, pull = W - lr * gW, lr * lam / n
    return v - np.clip(v, -pull, pull)
