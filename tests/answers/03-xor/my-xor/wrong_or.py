# says: expected 0
def my_xor():
    return np.array([[1.0, 0.0], [0.0, 1.0]]), np.zeros(2), np.array([1.0, 1.0]), 0.0
