def train_neuron(cost, w0, b0, eta, epochs):
    z, outputs = w0 + b0, np.zeros(epochs)
    for e in range(epochs):
        a = outputs[e] = 1 / (1 + np.exp(-z))
        z = z - 2 * eta * (a**2 * (1 - a) if cost == "quadratic" else a)
    return outputs
