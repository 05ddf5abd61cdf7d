# says: must return three things
def train_perceptron(X, t, max_epochs):
    w = np.zeros(X.shape[1] + 1)
    for _ in range(max_epochs):
        for x, target in zip(augment(X), t):
            w = perceptron_step(w, x, target)
    return w
