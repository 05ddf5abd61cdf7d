# says: an average: g² enters with 1 - β
def adagrad_step(w, g, s, lr, eps):
    s = s + g**2
    return w - lr * g / (np.sqrt(s) + eps), s


def rmsprop_step(w, g, s, lr, beta, eps):
    s = beta * s + g**2
    return w - lr * g / (np.sqrt(s) + eps), s
