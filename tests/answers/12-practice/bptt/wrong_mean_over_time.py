# says: the times are summed, not averaged
def bptt(X, H, dH_T, Wh):
    dH, T = np.zeros_like(H), X.shape[1]
    dH[:, -1] = dH_T
    for t in range(T, 0, -1):
        dH[:, t - 1] = (dH[:, t] * (1 - H[:, t] ** 2)) @ Wh
    dZ = dH[:, 1:] * (1 - H[:, 1:] ** 2)
    add = lambda A: np.einsum("ntm,ntd->md", dZ, A) / T
    return add(X), add(H[:, :-1]), dZ.sum(axis=(0, 1)) / T, dH
