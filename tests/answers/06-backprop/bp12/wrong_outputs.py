# says: divide by the number of samples n, not of outputs
def bp1(A, Y, dgZ):
    return (A - Y) / A.shape[1] * dgZ


def bp2(delta, W, dgZ):
    return (delta @ W) * dgZ
