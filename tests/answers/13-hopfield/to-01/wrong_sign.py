# says: the sums of the rows are added to θ, not subtracted
def to_01(W, theta):
    return 4 * W, 2 * (theta - W.sum(axis=1))
