# says: the energy before the first sweep is missing
def run(W, s, orders, theta):
    energies = []
    for order in orders:
        for i in order:
            s = update(W, s, i, theta)
        energies.append(energy(W, s, theta))
    return s, np.array(energies)
