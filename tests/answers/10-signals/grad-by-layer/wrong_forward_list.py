# says: stopped with ValueError: matmul: Input operand 1 has a mismatch in its core dimension 0
def grad_by_layer(Ws, Zs, dg, G):
    sizes = [np.sqrt(np.mean(G**2))]
    for W, Z in zip(reversed(Ws), Zs):
        G = (G * dg(Z)) @ W
        sizes.append(np.sqrt(np.mean(G**2)))
    return np.array(sizes[::-1])
