def thin_average(predict, H, p, us):
    total = 0.0
    for u in us:
        total = total + predict(dropout(H, p, u, True)[0])
    return total / len(us)
