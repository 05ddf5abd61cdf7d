# says: the correction is (t - y) x
def perceptron_step(w, x, t, eta=1.0):
    w, x = np.asarray(w), np.asarray(x)
    return w + eta * (step(x @ w) - t) * x
