# says: returned
def mlp_forward(X, Ws, bs, g=sigmoid):
    Zs, As = [], [X]
    for W, b in zip(Ws, bs):
        Zs.append(As[-1] @ W.T + b)
        As.append(sigmoid(Zs[-1]))
    return Zs, As
