# says: biases do not decay
def decay_step(W, b, gW, gb, lr, lam, n):
    keep = 1 - lr * lam / n
    return keep * W - lr * gW, keep * b - lr * gb
