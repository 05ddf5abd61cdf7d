# says: has train and val swapped
def kfold(n, k, perm):
    pieces = np.array_split(perm, k)
    return [(pieces[i], np.concatenate(pieces[:i] + pieces[i + 1 :])) for i in range(k)]
