# says: leaves samples out
def kfold(n, k, perm):
    pieces = [perm[i * (n // k) : (i + 1) * (n // k)] for i in range(k)]
    return [(np.concatenate(pieces[:i] + pieces[i + 1 :]), pieces[i]) for i in range(k)]
