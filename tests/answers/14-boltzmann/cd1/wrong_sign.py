# says: the sign is wrong: data minus dream
def cd1(V, W, b, c, u_h, u_v):
    p = rbm_h(V, W, c)
    H = 1.0 * (u_h < p)
    V1 = 1.0 * (u_v < rbm_v(H, W, b))
    p1 = rbm_h(V1, W, c)
    return (p1.T @ V1 - p.T @ V) / len(V), np.mean(V1 - V, axis=0), np.mean(p1 - p, axis=0)
