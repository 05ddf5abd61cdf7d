# says: those are the logarithms; take exp
def log_uniform(lo, hi, u):
    return np.log(lo) + u * (np.log(hi) - np.log(lo))


def random_search(objective, lo, hi, U):
    V = log_uniform(lo, hi, U)
    scores = np.array([objective(v) for v in V])
    return V[np.nanargmin(scores)], np.column_stack([V, scores])
