# says: ε is not used
def adam_step(w, g, m, v, t, lr, b1, b2, eps):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    return w - lr * m / (1 - b1**t) / np.sqrt(v / (1 - b2**t)), m, v
