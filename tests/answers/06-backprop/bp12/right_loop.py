def bp1(A, Y, dgZ):
    out = np.zeros(A.shape)
    dgZ = np.broadcast_to(dgZ, A.shape)
    for i in range(A.shape[0]):
        for j in range(A.shape[1]):
            out[i, j] = (A[i, j] - Y[i, j]) * dgZ[i, j] / A.shape[0]
    return out


def bp2(delta, W, dgZ):
    return np.array([[sum(d * W[m, j] for m, d in enumerate(row)) for j in range(W.shape[1])] for row in delta]) * dgZ
