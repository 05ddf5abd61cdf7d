def log_uniform(lo, hi, u):
    return 10 ** (np.log10(lo) * (1 - u) + np.log10(hi) * u)


def random_search(objective, lo, hi, U):
    V = log_uniform(np.array(lo), np.array(hi), np.array(U))
    table = np.hstack([V, [[objective(v)] for v in V]])
    order = np.argsort(table[:, -1])
    return table[order[0], :-1], table
