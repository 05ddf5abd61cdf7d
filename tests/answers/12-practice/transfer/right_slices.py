def new_head(Ws, bs, z):
    z = np.asarray(z)
    return list(Ws[:-1]) + [z * z.shape[1] ** -0.5], list(bs[:-1]) + [0 * z[:, 0]]


def frozen_step(frozen, Ws, bs, gWs, gbs, lr):
    moved_Ws = [W - lr * g for W, g in zip(Ws[frozen:], gWs[frozen:])]
    moved_bs = [b - lr * g for b, g in zip(bs[frozen:], gbs[frozen:])]
    return Ws[:frozen] + moved_Ws, bs[:frozen] + moved_bs
