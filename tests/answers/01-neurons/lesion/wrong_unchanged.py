# says: nothing has changed
def lesion(W, dead):
    np.where(dead, 0.0, W)
    return W
