def bp1(A, Y, dgZ):
    return np.multiply(A - Y, dgZ) / A.shape[0]


def bp2(delta, W, dgZ):
    return np.einsum('nm,mj,nj->nj', delta, W, dgZ)
