def bptt(X, H, dH_T, Wh):
    dH = np.zeros(H.shape)
    dH[:, -1] = dH_T
    slope = 1 - H * H
    for t in reversed(range(X.shape[1])):
        dH[:, t] = np.einsum("nj,ji->ni", dH[:, t + 1] * slope[:, t + 1], Wh)
    dZ = dH[:, 1:] * slope[:, 1:]
    return np.einsum("ntj,nti->ji", dZ, X), np.einsum("ntj,nti->ji", dZ, H[:, :-1]), dZ.sum(axis=(0, 1)), dH
