def run(W, s, orders, theta):
    energies = [energy(W, s, theta)]
    for order in orders:
        for i in order:
            s = update(W, s, i, theta)
        energies += [energy(W, s, theta)]
    return [s, energies]
