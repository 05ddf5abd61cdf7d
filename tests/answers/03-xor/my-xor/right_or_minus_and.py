def my_xor():
    return np.array([[1.0, 1.0], [-1.0, -1.0]]), np.array([-1.0, 1.0]), np.array([-1.0, -1.0]), 1.0
