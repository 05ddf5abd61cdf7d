# says: the learning rate eta is not used
def perceptron_step(w, x, t, eta=1.0):
    w, x = np.asarray(w), np.asarray(x)
    return w + (t - step(x @ w)) * x
