# says: the slope has the wrong sign
def decision_line(w, theta, x1):
    if w[1] == 0:
        raise ValueError("vertical")
    return (w[0] / w[1]) * np.asarray(x1) + theta / w[1]
