# says: that is the sum; a vote is a mean
def thin_average(predict, H, p, us):
    return sum(predict(dropout(H, p, u, True)[0]) for u in us)
