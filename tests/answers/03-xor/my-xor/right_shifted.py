def my_xor():
    return np.array([[2.0, -2.0], [-1.0, 1.0]]), np.zeros(2), np.array([0.5, 1.0]), np.array(0.0)
