# says: it goes to the left; dx is to the right
def shift(img, dx, dy):
    n, h, w = img.shape
    r = max(abs(dx), abs(dy))
    framed = np.pad(img, ((0, 0), (r, r), (r, r)))
    return framed[:, r - dy : r - dy + h, r + dx : r + dx + w]
