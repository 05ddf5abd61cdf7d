# says: the order of the samples is ignored
def fit(X, Y, Ws, bs, orders, size, eta):
    for order in orders:
        for i in range(0, len(order), size):
            batch = np.arange(len(X))[i : i + size]
            gWs, gbs = backprop(X[batch], Y[batch], Ws, bs)
            Ws = [W - eta * gW for W, gW in zip(Ws, gWs)]
            bs = [b - eta * gb for b, gb in zip(bs, gbs)]
    return Ws, bs
