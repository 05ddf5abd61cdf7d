# says: it wraps around: what leaves on one side must not come back on the other
def shift(img, dx, dy):
    return np.roll(img, (dy, dx), axis=(1, 2))
