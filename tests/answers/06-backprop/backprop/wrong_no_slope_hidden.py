# says: in BP2 the factor g'(Z) is missing
def backprop(X, Y, Ws, bs, g=sigmoid, dg=d_sigmoid, loss="quadratic"):
    Zs, As = mlp_forward(X, Ws, bs, g)
    gWs, gbs = [None] * len(Ws), [None] * len(bs)
    delta = bp1(As[-1], Y, dg(Zs[-1]) if loss == "quadratic" else 1)
    gWs[-1], gbs[-1] = bp34(As[-2], delta)
    for l in range(len(Ws) - 2, -1, -1):
        delta = bp2(delta, Ws[l + 1], 1)
        gWs[l], gbs[l] = bp34(As[l], delta)
    return gWs, gbs
