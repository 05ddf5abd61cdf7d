# says: it must be multiplied by x
def perceptron_step(w, x, t, eta=1.0):
    w, x = np.asarray(w), np.asarray(x)
    return w + eta * (t - step(x @ w))
