# says: Wh is transposed: Wh[j, i] leads from i to j
def rnn_forward(X, Wx, Wh, b):
    n, T, _ = X.shape
    H = np.zeros((n, T + 1, len(b)))
    for t in range(1, T + 1):
        H[:, t] = np.tanh(X[:, t - 1] @ Wx.T + H[:, t - 1] @ Wh + b)
    return H
