def new_head(Ws, bs, z):
    Ws, bs = list(Ws), list(bs)
    Ws[-1], bs[-1] = z / len(z[0]) ** 0.5, np.zeros(z.shape[0])
    return Ws, bs


def frozen_step(frozen, Ws, bs, gWs, gbs, lr):
    rates = [0.0 if i < frozen else lr for i in range(len(Ws))]
    return [W - r * g for W, r, g in zip(Ws, rates, gWs)], [b - r * g for b, r, g in zip(bs, rates, gbs)]
