def shift(img, dx, dy):
    n, h, w = img.shape
    out = np.zeros(img.shape)
    for y in range(h):
        for x in range(w):
            if 0 <= y - dy < h and 0 <= x - dx < w:
                out[:, y, x] = img[:, y - dy, x - dx]
    return out
