def init(kind, z):
    n_out, n_in = z.shape
    match kind:
        case "zeros":
            variance = 0
        case "normal":
            variance = 1
        case "he":
            variance = 2 / n_in
        case "glorot":
            variance = 6 / (n_in + n_out)
        case _:
            variance = 1 / n_in
    return np.array([[np.sqrt(variance) * number for number in row] for row in z])
