def cd1(V, W, b, c, u_h, u_v):
    p = rbm_h(V, W, c)
    V1 = np.where(u_v < rbm_v(np.where(u_h < p, 1, 0), W, b), 1, 0)
    p1 = rbm_h(V1, W, c)
    m = len(V)
    dW = np.einsum("nj,ni->ji", p, V) - np.einsum("nj,ni->ji", p1, V1)
    return [dW / m, V.mean(0) - V1.mean(0), (p.sum(0) - p1.sum(0)) / m]
