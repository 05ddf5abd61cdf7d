# says: the longer ones first
def kfold(n, k, perm):
    ends = [i * (n // k) for i in range(k)] + [n]
    pieces = [perm[a:b] for a, b in zip(ends, ends[1:])]
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), pieces[i]) for i in range(k)]
