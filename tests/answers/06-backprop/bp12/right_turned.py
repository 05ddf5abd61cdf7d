def bp1(A, Y, dgZ):
    return (np.asarray(A) - Y) * dgZ / float(len(Y))


def bp2(delta, W, dgZ):
    return np.matmul(W.T, delta.T).T * dgZ
