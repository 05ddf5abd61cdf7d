# says: stopped with IndexError
def lesion(W, dead):
    new = W.copy()
    new[dead] = 0.0
    return new
