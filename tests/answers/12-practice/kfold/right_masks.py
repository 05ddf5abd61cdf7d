def kfold(n, k, perm):
    perm, folds, start = np.asarray(perm), [], 0
    for i in range(k):
        end = start + n // k + (1 if i < n % k else 0)
        inside = (np.arange(n) >= start) & (np.arange(n) < end)
        folds.append((perm[~inside], perm[inside]))
        start = end
    return folds
