def decay_step(W, b, gW, gb, lr, lam, n):
    new, bias = W.astype(float), b.astype(float)
    for j in range(W.shape[0]):
        bias[j] -= lr * gb[j]
        for i in range(W.shape[1]):
            new[j, i] = W[j, i] - lr * lam * W[j, i] / n - lr * gW[j, i]
    return new, bias
