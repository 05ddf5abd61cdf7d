def log_uniform(lo, hi, u):
    return np.exp(np.log(lo) + np.asarray(u) * np.log(hi / lo))


def random_search(objective, lo, hi, U):
    best, least, table = None, np.inf, []
    for u in U:
        v = log_uniform(lo, hi, u)
        score = objective(v)
        table.append([*v, score])
        if score < least:
            best, least = v, score
    return best, table
