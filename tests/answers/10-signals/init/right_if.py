def init(kind, z):
    n_out, n_in = len(z), len(z[0])
    if kind == "zeros":
        return np.zeros_like(z)
    if kind == "normal":
        return z.copy()
    if kind in ("heuristic", "lecun"):
        return z / n_in**0.5
    return z * ((2 / n_in) ** 0.5 if kind == "he" else (3 * 2 / (n_out + n_in)) ** 0.5)
