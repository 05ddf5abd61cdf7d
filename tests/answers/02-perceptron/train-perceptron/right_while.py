def train_perceptron(X, t, max_epochs):
    A = augment(X)
    w, errors_per_epoch = np.zeros(A.shape[1]), []
    while len(errors_per_epoch) < max_epochs and (not errors_per_epoch or errors_per_epoch[-1] > 0):
        errors_per_epoch.append(0)
        for i in range(len(A)):
            old, w = w, perceptron_step(w, A[i], t[i])
            errors_per_epoch[-1] += int(np.any(old != w))
    return w, sum(errors_per_epoch), errors_per_epoch
