# says: a point on the line is silent
def best_linear_xor(angles, offsets):
    X, t = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    best = 0
    for angle in angles:
        for offset in offsets:
            fires = X @ [np.cos(angle), np.sin(angle)] >= offset
            best = max(best, int(np.sum(fires == (t == 1))))
    return best
