# says: keep the averages m and v, not the corrected ones
def adam_step(w, g, m, v, t, lr, b1, b2, eps):
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g**2
    m = m / (1 - b1**t)
    v = v / (1 - b2**t)
    return w - lr * m / (np.sqrt(v) + eps), m, v
