# says: made sizes
def minibatches(n, size, perm):
    return np.array_split(perm, -(-n // size))[::-1]
