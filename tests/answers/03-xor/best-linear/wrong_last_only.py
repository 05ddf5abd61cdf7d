# says: expected 3
def best_linear_xor(angles, offsets):
    X, t = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    for angle in angles:
        for offset in offsets:
            count = np.sum((X @ [np.cos(angle), np.sin(angle)] > offset) == (t == 1))
    return count
