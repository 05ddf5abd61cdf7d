def perceptron_step(w, x, t, eta=1.0):
    w, x = np.array(w, dtype=float), np.array(x, dtype=float)
    fires = np.dot(w, x) > 0
    if t == 1 and not fires:
        return w + eta * x
    if t == 0 and fires:
        return w - eta * x
    return w
