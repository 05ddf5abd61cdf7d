# says: goes on to max_epochs although the data are learned
def train_perceptron(X, t, max_epochs):
    w = np.zeros(X.shape[1] + 1)
    errors_per_epoch = []
    for _ in range(max_epochs):
        errors = 0
        for x, target in zip(augment(X), t):
            errors += step(x @ w) != target
            w = perceptron_step(w, x, target)
        errors_per_epoch.append(int(errors))
    return w, sum(errors_per_epoch), errors_per_epoch
