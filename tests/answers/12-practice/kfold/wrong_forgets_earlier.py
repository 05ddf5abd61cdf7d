# says: leaves samples out
def kfold(n, k, perm):
    pieces = np.array_split(perm, k)
    return [(np.concatenate(pieces[i + 1 :] + pieces[: max(i - 1, 0)] + [perm[:0]]), pieces[i]) for i in range(k)]
