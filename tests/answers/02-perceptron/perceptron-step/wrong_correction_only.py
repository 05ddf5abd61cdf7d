# says: add it to w
def perceptron_step(w, x, t, eta=1.0):
    w, x = np.asarray(w), np.asarray(x)
    return eta * (t - step(x @ w)) * x
