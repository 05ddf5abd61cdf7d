# says: each error is one update
def train_perceptron(X, t, max_epochs):
    w = np.zeros(X.shape[1] + 1)
    n_updates, errors_per_epoch = 0, []
    for _ in range(max_epochs):
        errors = 0
        for x, target in zip(augment(X), t):
            errors += int(step(x @ w) != target)
            w = perceptron_step(w, x, target)
        n_updates += 1
        errors_per_epoch.append(errors)
        if errors == 0:
            break
    return w, n_updates, errors_per_epoch
