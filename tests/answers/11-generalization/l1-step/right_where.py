def l1_step(W, gW, lr, lam, n):
    pull = lr * lam / n
    new = W - lr * gW
    new[W > 0] -= pull
    new[W < 0] += pull
    return new


def soft_step(W, gW, lr, lam, n):
    v, pull = W - lr * gW, lr * lam / n
    return np.where(v > pull, v - pull, np.where(v < -pull, v + pull, 0.0))
