def backprop(X, Y, Ws, bs, g=sigmoid, dg=d_sigmoid, loss="quadratic"):
    gWs, gbs = [np.zeros(W.shape) for W in Ws], [np.zeros(b.shape) for b in bs]
    for x, y in zip(X, Y):
        zs, acts = [], [x]
        for W, b in zip(Ws, bs):
            zs.append(W @ acts[-1] + b)
            acts.append(g(zs[-1]))
        delta = acts[-1] - y
        if loss == "quadratic":
            delta = delta * dg(zs[-1])
        for l in range(1, len(Ws) + 1):
            gWs[-l] += np.outer(delta, acts[-l - 1]) / len(X)
            gbs[-l] += delta / len(X)
            if l < len(Ws):
                delta = Ws[-l].T @ delta * dg(zs[-l - 1])
    return gWs, gbs
