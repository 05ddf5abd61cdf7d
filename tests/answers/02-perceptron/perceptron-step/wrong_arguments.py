# says: must take the arguments
def perceptron_step(w, x, t):
    return w + (t - step(x @ w)) * x
