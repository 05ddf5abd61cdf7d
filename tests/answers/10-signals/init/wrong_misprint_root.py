# says: that is 2/√n, the misprint of the puzzle
def init(kind, z):
    n_out, n_in = z.shape
    scales = {
        "zeros": 0.0,
        "normal": 1.0,
        "heuristic": 1 / np.sqrt(n_in),
        "lecun": np.sqrt(1 / n_in),
        "glorot": np.sqrt(6 / (n_in + n_out)),
        "he": np.sqrt(2 / np.sqrt(n_in)),
    }
    return scales[kind] * z
