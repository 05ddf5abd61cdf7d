def gibbs_sweep(W, b, s, T, u):
    new = s.copy()
    for i, chance in enumerate(u):
        gap = np.dot(W[:, i], new) + b[i]
        new[i] = 1.0 if chance < 1 / (1 + np.exp(-gap / T)) else 0.0
    return new
