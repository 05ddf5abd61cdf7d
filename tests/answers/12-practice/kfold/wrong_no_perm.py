# says: ignores the permutation
def kfold(n, k, perm):
    pieces = np.array_split(np.arange(n), k)
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), pieces[i]) for i in range(k)]
