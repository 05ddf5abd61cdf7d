# says: join the pieces with np.concatenate
def kfold(n, k, perm):
    pieces = np.array_split(perm, k)
    return [(pieces[:i] + pieces[i + 1 :], pieces[i]) for i in range(k)]
