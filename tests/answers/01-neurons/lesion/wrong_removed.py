# says: returned an array of shape (2, 1), expected an array of shape (2, 3)
def lesion(W, dead):
    return W[:, ~dead]
