def kfold(n, k, perm):
    pieces = np.array_split(np.asarray(perm), k)
    folds = []
    for piece in pieces:
        val = set(piece.tolist())
        folds.append(([int(j) for j in perm if int(j) not in val], piece.tolist()))
    return folds
