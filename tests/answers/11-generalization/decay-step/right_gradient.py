def decay_step(W, b, gW, gb, lr, lam, n):
    return W - lr * (gW + lam / n * W), b - lr * gb
