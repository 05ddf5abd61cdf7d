# says: the order is from the input to the top: turn it around
def grad_by_layer(Ws, Zs, dg, G):
    sizes = [np.sqrt(np.mean(G**2))]
    for W, Z in zip(reversed(Ws), reversed(Zs)):
        G = (G * dg(Z)) @ W
        sizes.append(np.sqrt(np.mean(G**2)))
    return np.array(sizes)
