# says: average what they say, not what they hear
def thin_average(predict, H, p, us):
    return predict(np.mean([dropout(H, p, u, True)[0] for u in us], axis=0))
