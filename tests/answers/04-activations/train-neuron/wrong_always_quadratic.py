# says: that is the quadratic cost
def train_neuron(cost, w0, b0, eta, epochs):
    w, b, outputs = w0, b0, []
    for _ in range(epochs):
        a = sigmoid(w + b)
        outputs.append(a)
        delta = a * a * (1 - a)
        w, b = w - eta * delta, b - eta * delta
    return np.array(outputs)
