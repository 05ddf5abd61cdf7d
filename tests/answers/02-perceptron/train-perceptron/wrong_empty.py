# says: returned an empty list of errors
def train_perceptron(X, t, max_epochs):
    w = np.zeros(X.shape[1] + 1)
    n_updates, errors_per_epoch = 0, []
    for _ in range(max_epochs):
        for x, target in zip(augment(X), t):
            w = perceptron_step(w, x, target)
    return w, n_updates, errors_per_epoch
