def perceptron_step(w, x, t, eta=1.0):
    y = 1 if sum(wi * xi for wi, xi in zip(w, x)) > 0 else 0
    return [wi + eta * (t - y) * xi for wi, xi in zip(w, x)]
