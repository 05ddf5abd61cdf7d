# says: the output of the start is missing; append before the step
def train_neuron(cost, w0, b0, eta, epochs):
    w, b, outputs = w0, b0, []
    for _ in range(epochs):
        a = sigmoid(w + b)
        delta = a * a * (1 - a) if cost == "quadratic" else a
        w, b = w - eta * delta, b - eta * delta
        outputs.append(sigmoid(w + b))
    return np.array(outputs)
