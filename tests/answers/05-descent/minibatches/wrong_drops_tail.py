# says: the short one counts, too
def minibatches(n, size, perm):
    return [perm[i * size : (i + 1) * size] for i in range(n // size)]
