# says: must return shapes
def my_xor():
    return np.array([[1.0, -1.0], [-1.0, 1.0]]), np.zeros((2, 1)), np.ones((2, 1)), 0.0
