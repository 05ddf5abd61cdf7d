# says: W' is 4 W
def to_01(W, theta):
    return 2 * W, 2 * (theta + W.sum(axis=1))
