def adagrad_step(w, g, s, lr, eps):
    s = np.array([si + gi * gi for si, gi in zip(s, g)])
    return np.array([wi - lr * gi / (si**0.5 + eps) for wi, gi, si in zip(w, g, s)]), s


def rmsprop_step(w, g, s, lr, beta, eps):
    s = np.array([beta * si + (1 - beta) * gi * gi for si, gi in zip(s, g)])
    return np.array([wi - lr * gi / (si**0.5 + eps) for wi, gi, si in zip(w, g, s)]), s
