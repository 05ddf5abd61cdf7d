def backprop(X, Y, Ws, bs, g=sigmoid, dg=d_sigmoid, loss="quadratic"):
    Zs, As = mlp_forward(X, Ws, bs, g)
    deltas = {len(Ws): bp1(As[-1], Y, dg(Zs[-1]) if loss == "quadratic" else 1.0)}

    def blame(l):
        if l not in deltas:
            deltas[l] = bp2(blame(l + 1), Ws[l], dg(Zs[l - 1]))
        return deltas[l]

    pairs = [bp34(As[l], blame(l + 1)) for l in range(len(Ws))]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
