# says: that is plain descent; momentum is missing
def spectral_radius(lr, beta, h):
    return abs(1 - lr * h)
