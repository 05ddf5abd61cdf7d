# says: mismatch in its core dimension 0
def mlp_forward(X, Ws, bs, g=sigmoid):
    Zs, As = [], [X]
    for W, b in zip(Ws, bs):
        Zs.append(As[-1] @ W + b)
        As.append(g(Zs[-1]))
    return Zs, As
