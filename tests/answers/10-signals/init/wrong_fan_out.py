# says: n_in is the number of columns of W, n_out that of its rows
def init(kind, z):
    n_in, n_out = z.shape
    scales = {
        "zeros": 0.0,
        "normal": 1.0,
        "heuristic": 1 / np.sqrt(n_in),
        "lecun": np.sqrt(1 / n_in),
        "glorot": np.sqrt(6 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    return scales[kind] * z
