# says: only the first thin network was asked
def thin_average(predict, H, p, us):
    return predict(dropout(H, p, us[0], True)[0])
