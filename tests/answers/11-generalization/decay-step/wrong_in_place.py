# says: changes its argument `W` in place
def decay_step(W, b, gW, gb, lr, lam, n):
    W *= 1 - lr * lam / n
    return W - lr * gW, b - lr * gb
