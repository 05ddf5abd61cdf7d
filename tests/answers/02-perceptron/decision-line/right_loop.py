def decision_line(w, theta, x1):
    a, b = float(w[0]), float(w[1])
    if abs(b) == 0.0:
        raise ValueError("a vertical line has no height")
    return [theta / b - a / b * x for x in x1]
