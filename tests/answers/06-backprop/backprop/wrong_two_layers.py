# says: returned
def backprop(X, Y, Ws, bs, g=sigmoid, dg=d_sigmoid, loss="quadratic"):
    Zs, As = mlp_forward(X, Ws, bs, g)
    gWs, gbs = [None] * len(Ws), [None] * len(bs)
    delta = bp1(As[-1], Y, dg(Zs[-1]) if loss == "quadratic" else 1)
    gWs[-1], gbs[-1] = bp34(As[-2], delta)
    for l in [len(Ws) - 2] if len(Ws) > 1 else []:
        delta = bp2(delta, Ws[l + 1], dg(Zs[l]))
        gWs[l], gbs[l] = bp34(As[l], delta)
    return gWs, gbs
