def train_perceptron(X, t, max_epochs):
    n, d = X.shape
    theta, w = 0.0, np.zeros(d)
    counts = np.array([], dtype=int)
    for epoch in range(max_epochs):
        wrong = 0
        for x, target in zip(X, t):
            y = int(w @ x - theta > 0)
            if y != target:
                w, theta, wrong = w + (target - y) * x, theta - (target - y), wrong + 1
        counts = np.append(counts, wrong)
        if wrong == 0:
            break
    return np.concatenate([[theta], w]), int(counts.sum()), counts
