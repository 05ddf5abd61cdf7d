# says: divide by the root of the new s, not of the old
def adagrad_step(w, g, s, lr, eps):
    return w - lr * g / (np.sqrt(s) + eps), s + g**2


def rmsprop_step(w, g, s, lr, beta, eps):
    s = beta * s + (1 - beta) * g**2
    return w - lr * g / (np.sqrt(s) + eps), s
