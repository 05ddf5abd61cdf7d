# says: it climbs from 0 to lr0 in p steps, then falls to 0 in p
def schedule(kind, t, lr0, p):
    if kind == "step":
        return lr0 * 0.1 ** (t // p)
    if kind == "linear":
        return lr0 * (1 - min(t / p, 1))
    if kind == "inverse_sqrt":
        return lr0 / np.sqrt(1 + p * t)
    if kind == "cosine":
        return lr0 * (1 + np.cos(np.pi * min(t / p, 1))) / 2
    return lr0 * abs(t / p % 2 - 1)


def warm_up(rate, t, steps):
    return rate(t - steps) if t >= steps else rate(0) * t / steps
