def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def bumps(f, n_bumps, k=5000.0):
    edges = np.linspace(0, 1, n_bumps + 1)
    heights = np.array([f(m) for m in (edges[:-1] + edges[1:]) / 2])

    def approximation(x):
        steps = sigmoid(k * (np.asarray(x)[:, None] - edges))
        return (steps[:, :-1] - steps[:, 1:]) @ heights

    return approximation
