# says: expected [0.0625, 0.0625, 0.5625]
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def bumps(f, n_bumps, k=5000.0):
    def approximation(x):
        return sum(f((j + 0.5) / n_bumps) * sigmoid(k * (x - j / n_bumps)) for j in range(n_bumps))

    return approximation
