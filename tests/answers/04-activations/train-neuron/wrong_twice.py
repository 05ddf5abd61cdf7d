# says: the ½ of the loss cancels the 2 of the square
def train_neuron(cost, w0, b0, eta, epochs):
    w, b, outputs = w0, b0, []
    for _ in range(epochs):
        a = sigmoid(w + b)
        outputs.append(a)
        delta = 2 * a * a * (1 - a) if cost == "quadratic" else a
        w, b = w - eta * delta, b - eta * delta
    return np.array(outputs)
