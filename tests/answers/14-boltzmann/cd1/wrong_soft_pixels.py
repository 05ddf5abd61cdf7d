# says: the dreamed pixels are states
def cd1(V, W, b, c, u_h, u_v):
    p = rbm_h(V, W, c)
    H = 1.0 * (u_h < p)
    V1 = rbm_v(H, W, b)
    p1 = rbm_h(V1, W, c)
    return (p.T @ V - p1.T @ V1) / len(V), np.mean(V - V1, axis=0), np.mean(p - p1, axis=0)
