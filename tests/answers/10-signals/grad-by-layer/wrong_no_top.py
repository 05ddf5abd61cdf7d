# says: expected an array of shape (3,)
def grad_by_layer(Ws, Zs, dg, G):
    sizes = []
    for W, Z in zip(reversed(Ws), reversed(Zs)):
        G = (G * dg(Z)) @ W
        sizes.append(np.sqrt(np.mean(G**2)))
    return np.array(sizes[::-1])
