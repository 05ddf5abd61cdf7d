# says: the slope a (1 - a) of the sigmoid is missing
def train_neuron(cost, w0, b0, eta, epochs):
    w, b, outputs = w0, b0, []
    for _ in range(epochs):
        a = sigmoid(w + b)
        outputs.append(a)
        delta = a
        w, b = w - eta * delta, b - eta * delta
    return np.array(outputs)
