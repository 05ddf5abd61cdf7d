# says: train_perceptron
def train_perceptron(X, t, max_epochs):
    A, w = augment(X), np.zeros(X.shape[1] + 1)
    errors_per_epoch = []
    for _ in range(max_epochs):
        wrong = step(A @ w) != t
        errors_per_epoch.append(int(wrong.sum()))
        w = w + (t - step(A @ w)) @ A
        if not wrong.any():
            break
    return w, sum(errors_per_epoch), errors_per_epoch
