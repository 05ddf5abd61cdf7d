# says: not by that of all entries
def bp1(A, Y, dgZ):
    return (A - Y) / A.size * dgZ


def bp2(delta, W, dgZ):
    return (delta @ W) * dgZ
