# says: expected it to raise ValueError
def decision_line(w, theta, x1):
    return -(w[0] / w[1]) * np.asarray(x1) + theta / w[1]
