# says: one energy a sweep, not one for each unit
def run(W, s, orders, theta):
    energies = [energy(W, s, theta)]
    for order in orders:
        for i in order:
            s = update(W, s, i, theta)
            energies.append(energy(W, s, theta))
    return s, np.array(energies)
