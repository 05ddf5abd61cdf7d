def decision_line(w, theta, x1):
    if w[1] == 0:
        raise ValueError("vertical")
    return (theta - w[0] * np.asarray(x1)) / w[1]
