def predict_rms(sizes, variances, share):
    L = len(variances)
    roots = [np.sqrt(share * sizes[k] * variances[k]) for k in range(L)]
    return np.array([np.prod(roots[: k + 1]) for k in range(L)])
