# says: what comes in is 0, not the edge again
def shift(img, dx, dy):
    n, h, w = img.shape
    r = max(abs(dx), abs(dy))
    framed = np.pad(img, ((0, 0), (r, r), (r, r)), mode="edge")
    return framed[:, r - dy : r - dy + h, r - dx : r - dx + w]
