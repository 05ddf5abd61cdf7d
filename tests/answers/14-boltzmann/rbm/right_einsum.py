def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def rbm_h(V, W, c):
    return sigmoid(np.einsum("ni,ji->nj", V, W) + c)


def rbm_v(H, W, b):
    return sigmoid(np.einsum("nj,ji->ni", H, W) + b)


def free_energy(V, W, b, c):
    a = (W @ V.T).T + c
    return -(V * b).sum(1) - np.sum(np.maximum(a, 0) + np.log1p(np.exp(-np.abs(a))), 1)
