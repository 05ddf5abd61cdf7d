def scaled(w, g, s, lr, eps):
    return w - lr * g / (s**0.5 + eps), s


def adagrad_step(w, g, s, lr, eps):
    return scaled(w, g, s + np.square(g), lr, eps)


def rmsprop_step(w, g, s, lr, beta, eps):
    return scaled(w, g, s + (1 - beta) * (g * g - s), lr, eps)
