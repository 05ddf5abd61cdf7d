def fit(X, Y, Ws, bs, orders, size, eta):
    Ws, bs = [W.copy() for W in Ws], [b.copy() for b in bs]
    for order in orders:
        for batch in np.array_split(order, range(size, len(order), size)):
            gWs, gbs = backprop(X[batch], Y[batch], Ws, bs)
            for l in range(len(Ws)):
                Ws[l] -= eta * gWs[l]
                bs[l] -= eta * gbs[l]
    return Ws, bs
