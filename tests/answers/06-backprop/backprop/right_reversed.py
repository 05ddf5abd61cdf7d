def backprop(X, Y, Ws, bs, g=sigmoid, dg=d_sigmoid, loss="quadratic"):
    Zs, As = mlp_forward(X, Ws, bs, g)
    delta = bp1(As[-1], Y, 1 if loss == "cross_entropy" else dg(Zs[-1]))
    gWs, gbs = [], []
    for l in reversed(range(len(Ws))):
        gW, gb = bp34(As[l], delta)
        gWs.insert(0, gW)
        gbs.insert(0, gb)
        if l > 0:
            delta = bp2(delta, Ws[l], dg(Zs[l - 1]))
    return gWs, gbs
