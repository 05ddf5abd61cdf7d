# says: the living were killed
def lesion(W, dead):
    return np.where(dead, W, 0.0)
