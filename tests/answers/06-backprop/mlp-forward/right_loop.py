def mlp_forward(X, Ws, bs, g=sigmoid):
    As, Zs = [X], []
    for l in range(len(Ws)):
        Z = np.dot(As[l], np.transpose(Ws[l])) + bs[l]
        Zs = Zs + [Z]
        As = As + [g(Z)]
    return Zs, As
