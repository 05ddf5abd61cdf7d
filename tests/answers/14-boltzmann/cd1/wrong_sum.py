# says: divide by the number of samples
def cd1(V, W, b, c, u_h, u_v):
    p = rbm_h(V, W, c)
    H = 1.0 * (u_h < p)
    V1 = 1.0 * (u_v < rbm_v(H, W, b))
    p1 = rbm_h(V1, W, c)
    return p.T @ V - p1.T @ V1, np.sum(V - V1, axis=0), np.sum(p - p1, axis=0)
