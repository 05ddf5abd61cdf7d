# says: the threshold must be divided by w[1], too
def decision_line(w, theta, x1):
    if w[1] == 0:
        raise ValueError("vertical")
    return -(w[0] / w[1]) * np.asarray(x1) + theta
