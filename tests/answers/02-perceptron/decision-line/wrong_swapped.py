# says: w[0] and w[1] are swapped
def decision_line(w, theta, x1):
    if w[1] == 0:
        raise ValueError("vertical")
    return -(w[1] / w[0]) * np.asarray(x1) + theta / w[0]
