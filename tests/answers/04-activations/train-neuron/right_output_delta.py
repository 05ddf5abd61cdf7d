def train_neuron(cost, w0, b0, eta, epochs):
    w, b, outputs = w0, b0, []
    while len(outputs) < epochs:
        A = np.array([[sigmoid(w * 1.0 + b)]])
        outputs.append(float(A[0, 0]))
        step = eta * output_delta("sigmoid + " + cost, A, np.zeros((1, 1)))[0, 0]
        w -= step
        b -= step
    return outputs
