# says: changes its argument `w` in place
def perceptron_step(w, x, t, eta=1.0):
    w += eta * (t - step(x @ w)) * x
    return w
