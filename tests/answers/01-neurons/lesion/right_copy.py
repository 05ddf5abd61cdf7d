def lesion(W, dead):
    new = np.array(W)
    new[:, np.asarray(dead)] = 0
    return new
