# says: the sign is wrong: outputs minus targets
def bp1(A, Y, dgZ):
    return (Y - A) / len(A) * dgZ


def bp2(delta, W, dgZ):
    return (delta @ W) * dgZ
