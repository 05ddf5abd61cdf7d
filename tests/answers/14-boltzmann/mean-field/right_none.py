def dbm_mean_field(V, W1, W2, b1, b2, iters):
    above = 0.0
    for _ in range(iters + 1):
        mu1 = 1 / (1 + np.exp(-(V @ W1.T + above + b1)))
        mu2 = 1 / (1 + np.exp(-(mu1 @ W2.T + b2)))
        above = mu2 @ W2
    return mu1, mu2
