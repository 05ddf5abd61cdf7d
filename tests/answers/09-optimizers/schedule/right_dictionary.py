def schedule(kind, t, lr0, p):
    share = min(t / p, 1.0)
    curves = {
        "step": lambda: lr0 * 0.1 ** (t // p),
        "linear": lambda: lr0 * (1 - share),
        "inverse_sqrt": lambda: lr0 / (1 + p * t) ** 0.5,
        "cosine": lambda: lr0 * (1 + np.cos(np.pi * share)) / 2,
        "cyclic": lambda: lr0 * (1 - abs(t / p % 2 - 1)),
    }
    return float(curves[kind]())


def warm_up(rate, t, steps):
    if t < steps:
        return rate(0) * t / steps
    return rate(t - steps)
