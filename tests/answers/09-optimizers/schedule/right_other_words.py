def schedule(kind, t, lr0, p):
    if kind == "step":
        return lr0 / 10 ** int(np.floor(t / p))
    if kind == "linear":
        return max(lr0 - lr0 * t / p, 0.0)
    if kind == "inverse_sqrt":
        return lr0 * (1 + p * t) ** -0.5
    if kind == "cosine":
        return 0.0 if t >= p else lr0 * np.cos(np.pi * t / p / 2) ** 2
    return lr0 * (t % (2 * p) / p if t % (2 * p) <= p else 2 - t % (2 * p) / p)


def warm_up(rate, t, steps):
    return min(t / steps, 1) * rate(max(t - steps, 0))
