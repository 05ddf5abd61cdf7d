def lesion(W, dead):
    return np.asarray(W) * ~np.asarray(dead)
