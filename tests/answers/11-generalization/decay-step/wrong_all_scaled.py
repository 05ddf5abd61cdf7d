# says: the gradient is not scaled by the factor
def decay_step(W, b, gW, gb, lr, lam, n):
    return (1 - lr * lam / n) * (W - lr * gW), b - lr * gb
