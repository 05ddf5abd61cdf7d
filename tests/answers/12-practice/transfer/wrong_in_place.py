# says: changes its argument `Ws` in place
def new_head(Ws, bs, z):
    Ws[-1], bs[-1] = z / np.sqrt(z.shape[1]), np.zeros(len(z))
    return Ws, bs


def frozen_step(frozen, Ws, bs, gWs, gbs, lr):
    for i in range(frozen, len(Ws)):
        Ws[i] -= lr * gWs[i]
        bs[i] -= lr * gbs[i]
    return Ws, bs
