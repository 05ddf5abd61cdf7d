def adam_step(w, g, m, v, t, lr, b1, b2, eps):
    out = []
    for wi, gi, mi, vi in zip(w, g, m, v):
        mi = b1 * mi + (1 - b1) * gi
        vi = b2 * vi + (1 - b2) * gi * gi
        out.append((wi - lr * (mi / (1 - b1**t)) / ((vi / (1 - b2**t)) ** 0.5 + eps), mi, vi))
    return tuple(np.array(column) for column in zip(*out))
