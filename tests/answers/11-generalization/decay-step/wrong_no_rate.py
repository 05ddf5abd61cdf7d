# says: the learning rate belongs to the decay, too
def decay_step(W, b, gW, gb, lr, lam, n):
    return (1 - lam / n) * W - lr * gW, b - lr * gb
