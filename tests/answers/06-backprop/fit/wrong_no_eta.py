# says: the learning rate is not used
def fit(X, Y, Ws, bs, orders, size, eta):
    for order in orders:
        for i in range(0, len(order), size):
            batch = order[i : i + size]
            gWs, gbs = backprop(X[batch], Y[batch], Ws, bs)
            Ws = [W - gW for W, gW in zip(Ws, gWs)]
            bs = [b - gb for b, gb in zip(bs, gbs)]
    return Ws, bs
