def grad_by_layer(Ws, Zs, dg, G):
    L = len(Ws)
    sizes = np.zeros(L + 1)
    sizes[L] = np.linalg.norm(G) / np.sqrt(G.size)
    for k in range(L - 1, -1, -1):
        D = G * dg(Zs[k])
        G = np.dot(D, Ws[k])
        sizes[k] = np.linalg.norm(G) / np.sqrt(G.size)
    return sizes
