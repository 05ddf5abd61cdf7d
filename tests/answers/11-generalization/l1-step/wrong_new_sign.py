# says: the sign is that of the old w, not of w after the step
import numpy as np


def l1_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return v - lr * lam / n * np.sign(v)


def soft_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return np.sign(v) * np.maximum(abs(v) - lr * lam / n, 0)
