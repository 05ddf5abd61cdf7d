# says: the last epoch, without an error, belongs to them too
def train_perceptron(X, t, max_epochs):
    w = np.zeros(X.shape[1] + 1)
    errors_per_epoch = []
    for _ in range(max_epochs):
        errors = 0
        for x, target in zip(augment(X), t):
            errors += int(step(x @ w) != target)
            w = perceptron_step(w, x, target)
        if errors == 0:
            break
        errors_per_epoch.append(errors)
    return w, sum(errors_per_epoch), errors_per_epoch
