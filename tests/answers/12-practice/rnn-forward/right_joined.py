def rnn_forward(X, Wx, Wh, b):
    W = np.hstack([Wx, Wh])
    H = np.zeros((len(X), X.shape[1] + 1, W.shape[0]))
    for i in range(len(X)):
        for t in range(X.shape[1]):
            H[i, t + 1] = np.tanh(W @ np.concatenate([X[i, t], H[i, t]]) + b)
    return H
