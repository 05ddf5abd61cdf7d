# says: returned 2 values, expected 3
def mlp_forward(X, Ws, bs, g=sigmoid):
    Zs, As, A = [], [], X
    for W, b in zip(Ws, bs):
        Zs.append(A @ W.T + b)
        A = g(Zs[-1])
        As.append(A)
    return Zs, As
