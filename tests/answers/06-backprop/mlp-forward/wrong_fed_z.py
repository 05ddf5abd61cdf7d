# says: must be fed with A, not with Z
def mlp_forward(X, Ws, bs, g=sigmoid):
    Zs, As = [], [X]
    for W, b in zip(Ws, bs):
        Zs.append((Zs[-1] if Zs else X) @ W.T + b)
        As.append(g(Zs[-1]))
    return Zs, As
