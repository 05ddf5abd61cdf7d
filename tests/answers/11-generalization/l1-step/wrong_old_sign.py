# says: pull after the step, by the sign that v has then
import numpy as np


def l1_step(W, gW, lr, lam, n):
    return W - lr * gW - lr * lam / n * np.sign(W)


def soft_step(W, gW, lr, lam, n):
    v = W - lr * gW
    return np.sign(W) * np.maximum(abs(v) - lr * lam / n, 0)
