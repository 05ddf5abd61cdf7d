# says: the factor g'(Z) is missing
def bp1(A, Y, dgZ):
    return (A - Y) / len(A) * dgZ


def bp2(delta, W, dgZ):
    return delta @ W
