# says: expected an array of shape (1, 2)
def thin_average(predict, H, p, us):
    return np.mean([predict(dropout(H, p, u, True)[0]) for u in us])
