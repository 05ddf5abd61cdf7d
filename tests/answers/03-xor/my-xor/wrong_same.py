# says: with its units swapped or rescaled
def my_xor():
    return np.array([[1.0, 1.0], [1.0, 1.0]]), np.array([-1.0, 0.0]), np.array([-2.0, 1.0]), 0.0
