# says: 1/√n is the old heuristic; Glorot's own limit is √(6 / (n_in + n_out))
def init(kind, z):
    n_out, n_in = z.shape
    scales = {
        "zeros": 0.0,
        "normal": 1.0,
        "heuristic": 1 / np.sqrt(n_in),
        "lecun": np.sqrt(1 / n_in),
        "glorot": 1 / np.sqrt(n_in),
        "he": np.sqrt(2 / n_in),
    }
    return scales[kind] * z
