# says: the sums of the rows of W are missing
def to_01(W, theta):
    return 4 * W, 2 * theta
