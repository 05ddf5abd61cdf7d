# says: it goes down; dx and dy are swapped
def shift(img, dx, dy):
    n, h, w = img.shape
    r = max(abs(dx), abs(dy))
    framed = np.pad(img, ((0, 0), (r, r), (r, r)))
    return framed[:, r - dx : r - dx + h, r - dy : r - dy + w]
