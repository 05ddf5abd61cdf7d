# says: trains on samples that it validates on
def kfold(n, k, perm):
    pieces = np.array_split(perm, k)
    return [(perm, piece) for piece in pieces]
