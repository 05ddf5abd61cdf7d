# says: changes its argument `Ws` in place
def fit(X, Y, Ws, bs, orders, size, eta):
    for order in orders:
        for i in range(0, len(order), size):
            batch = order[i : i + size]
            gWs, gbs = backprop(X[batch], Y[batch], Ws, bs)
            for l in range(len(Ws)):
                Ws[l] -= eta * gWs[l]
                bs[l] -= eta * gbs[l]
    return Ws, bs
