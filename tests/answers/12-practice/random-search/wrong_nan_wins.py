# says: lets a trial win that diverged: its score is nan
def log_uniform(lo, hi, u):
    return lo * (hi / lo) ** u


def random_search(objective, lo, hi, U):
    V = log_uniform(lo, hi, U)
    scores = np.array([objective(v) for v in V])
    return V[np.argmin(scores)], np.column_stack([V, scores])
