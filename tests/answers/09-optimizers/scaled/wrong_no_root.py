# says: divide by the root of s, not by s
def adagrad_step(w, g, s, lr, eps):
    s = s + g**2
    return w - lr * g / (s + eps), s


def rmsprop_step(w, g, s, lr, beta, eps):
    s = beta * s + (1 - beta) * g**2
    return w - lr * g / (np.sqrt(s) + eps), s
