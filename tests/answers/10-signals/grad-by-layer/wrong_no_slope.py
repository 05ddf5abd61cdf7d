# says: the slope dg(Z) is missing
def grad_by_layer(Ws, Zs, dg, G):
    sizes = [np.sqrt(np.mean(G**2))]
    for W in reversed(Ws):
        G = G @ W
        sizes.append(np.sqrt(np.mean(G**2)))
    return np.array(sizes[::-1])
