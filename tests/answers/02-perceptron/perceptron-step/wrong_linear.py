# says: used the sum a in place of
def perceptron_step(w, x, t, eta=1.0):
    w, x = np.asarray(w), np.asarray(x)
    return w + eta * (t - x @ w) * x
