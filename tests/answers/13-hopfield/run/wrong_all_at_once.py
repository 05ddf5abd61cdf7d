# says: no unit saw what the one before it did
def run(W, s, orders, theta):
    energies = [energy(W, s, theta)]
    for order in orders:
        old = s
        s = np.array(old)
        for i in order:
            s[i] = update(W, old, i, theta)[i]
        energies.append(energy(W, s, theta))
    return s, np.array(energies)
