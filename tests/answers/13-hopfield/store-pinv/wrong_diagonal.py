# says: that is the whole projection
def store_pinv(P):
    return np.linalg.pinv(P) @ P
