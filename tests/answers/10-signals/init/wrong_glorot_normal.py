# says: z comes from U[-1, 1], with variance 1/3
def init(kind, z):
    n_out, n_in = z.shape
    scales = {
        "zeros": 0.0,
        "normal": 1.0,
        "heuristic": 1 / np.sqrt(n_in),
        "lecun": np.sqrt(1 / n_in),
        "glorot": np.sqrt(2 / (n_in + n_out)),
        "he": np.sqrt(2 / n_in),
    }
    return scales[kind] * z
