# says: takes the height from the left end
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def bumps(f, n_bumps, k=5000.0):
    def approximation(x):
        total = np.zeros(len(x))
        for j in range(n_bumps):
            left, right = j / n_bumps, (j + 1) / n_bumps
            total += f(left) * (sigmoid(k * (x - left)) - sigmoid(k * (x - right)))
        return total

    return approximation
