# says: changes its argument `W` in place
def lesion(W, dead):
    W[:, dead] = 0.0
    return W
