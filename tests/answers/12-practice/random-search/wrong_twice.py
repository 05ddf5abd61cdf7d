# says: calls the objective more or less than once a trial
def log_uniform(lo, hi, u):
    return lo * (hi / lo) ** u


def random_search(objective, lo, hi, U):
    V = log_uniform(lo, hi, U)
    best = min(V, key=lambda v: np.nan_to_num(objective(v), nan=np.inf))
    return best, np.array([[*v, objective(v)] for v in V])
