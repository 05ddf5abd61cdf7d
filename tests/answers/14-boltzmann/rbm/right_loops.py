def rbm_h(V, W, c):
    return np.array([[1 / (1 + np.exp(-(w @ v + one))) for w, one in zip(W, c)] for v in V])


def rbm_v(H, W, b):
    return np.array([1 / (1 + np.exp(-(W.T @ h + b))) for h in H])


def free_energy(V, W, b, c):
    found = []
    for v in V:
        a = W @ v + c
        found.append(-b @ v - sum(max(x, 0) + np.log1p(np.exp(-abs(x))) for x in a))
    return np.array(found)
