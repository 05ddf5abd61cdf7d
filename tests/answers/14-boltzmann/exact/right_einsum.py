def exact(S, W, b, T):
    x = (0.5 * np.einsum("ki,ij,kj->k", S, W, S) + S @ b) / T
    x = x - np.max(x)
    return np.exp(x - np.log(np.sum(np.exp(x))))
