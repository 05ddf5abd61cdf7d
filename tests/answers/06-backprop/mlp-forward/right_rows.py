def mlp_forward(X, Ws, bs, g=sigmoid):
    Zs = []
    As = [X]
    for W, b in zip(Ws, bs):
        Z = np.array([W @ a + b for a in As[-1]])
        Zs.append(Z)
        As.append(g(Z))
    return tuple(Zs), tuple(As)
