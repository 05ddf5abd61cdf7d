def fit(X, Y, Ws, bs, orders, size, eta):
    for order in orders:
        XX, YY = X[order], Y[order]
        while len(XX):
            gWs, gbs = backprop(XX[:size], YY[:size], Ws, bs)
            Ws, bs = [W - eta * g for W, g in zip(Ws, gWs)], [b - eta * g for b, g in zip(bs, gbs)]
            XX, YY = XX[size:], YY[size:]
    return Ws, bs
