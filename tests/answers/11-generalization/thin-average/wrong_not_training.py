# says: nothing was dropped: call dropout with train = True
def thin_average(predict, H, p, us):
    return np.mean([predict(dropout(H, p, u, False)[0]) for u in us], axis=0)
