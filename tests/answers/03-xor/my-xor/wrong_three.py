# says: must return four things
def my_xor():
    return np.eye(2), np.zeros(2), np.ones(2)
