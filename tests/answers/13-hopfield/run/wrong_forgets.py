# says: no unit saw what the one before it did
def run(W, s, orders, theta):
    energies = [energy(W, s, theta)]
    for order in orders:
        for i in order:
            update(W, s, i, theta)
        energies.append(energy(W, s, theta))
    return s, np.array(energies)
