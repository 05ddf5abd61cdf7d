# says: divide by n
def bp1(A, Y, dgZ):
    return (A - Y) * dgZ


def bp2(delta, W, dgZ):
    return (delta @ W) * dgZ
