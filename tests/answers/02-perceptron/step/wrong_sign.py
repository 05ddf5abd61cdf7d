# says: that is the sign of a
def step(a):
    return np.sign(a)
