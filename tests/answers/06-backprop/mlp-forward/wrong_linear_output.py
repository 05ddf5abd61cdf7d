# says: the last layer has an activation, too
def mlp_forward(X, Ws, bs, g=sigmoid):
    Zs, As = [], [X]
    for W, b in zip(Ws, bs):
        Zs.append(As[-1] @ W.T + b)
        As.append(g(Zs[-1]) if len(Zs) < len(Ws) else Zs[-1])
    return Zs, As
