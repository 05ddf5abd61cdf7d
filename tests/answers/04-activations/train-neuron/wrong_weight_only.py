# says: both w and b must take a step
def train_neuron(cost, w0, b0, eta, epochs):
    w, b, outputs = w0, b0, []
    for _ in range(epochs):
        a = sigmoid(w + b)
        outputs.append(a)
        delta = a * a * (1 - a) if cost == "quadratic" else a
        w = w - eta * delta
    return np.array(outputs)
