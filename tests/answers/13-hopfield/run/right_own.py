def run(W, s, orders, theta):
    s, energies = np.array(s), np.empty(len(orders) + 1)
    energies[0] = theta @ s - 0.5 * s @ W @ s
    for k, order in enumerate(orders):
        for i in order:
            h = W[i] @ s - theta[i]
            s[i] = s[i] if h == 0 else np.sign(h)
        energies[k + 1] = theta @ s - 0.5 * s @ W @ s
    return s, energies
