# says: must keep the order of perm
def minibatches(n, size, perm):
    order = np.arange(n)
    return [order[i : i + size] for i in range(0, n, size)]
