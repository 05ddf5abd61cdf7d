# says: hidden units count with their probabilities, not their states
def cd1(V, W, b, c, u_h, u_v):
    p = rbm_h(V, W, c)
    H = 1.0 * (u_h < p)
    V1 = 1.0 * (u_v < rbm_v(H, W, b))
    p1 = rbm_h(V1, W, c)
    return (H.T @ V - p1.T @ V1) / len(V), np.mean(V - V1, axis=0), np.mean(p - p1, axis=0)
