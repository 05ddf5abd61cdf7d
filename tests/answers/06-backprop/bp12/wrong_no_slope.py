# says: the factor g'(Z) is missing
def bp1(A, Y, dgZ):
    return (A - Y) / len(A)


def bp2(delta, W, dgZ):
    return (delta @ W) * dgZ
