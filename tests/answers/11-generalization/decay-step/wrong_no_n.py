# says: λ is divided by n
def decay_step(W, b, gW, gb, lr, lam, n):
    return (1 - lr * lam) * W - lr * gW, b - lr * gb
