def minibatches(n, size, perm):
    return np.split(perm, np.arange(size, n, size))
