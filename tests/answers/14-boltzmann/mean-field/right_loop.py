def dbm_mean_field(V, W1, W2, b1, b2, iters):
    firsts, seconds = [], []
    for v in V:
        m1 = sigmoid(W1 @ v + b1)
        m2 = sigmoid(W2 @ m1 + b2)
        for _ in range(iters):
            m1 = sigmoid(W1 @ v + W2.T @ m2 + b1)
            m2 = sigmoid(W2 @ m1 + b2)
        firsts.append(m1)
        seconds.append(m2)
    return np.array(firsts), np.array(seconds)
