# says: are the units asked in the order of each row
def run(W, s, orders, theta):
    energies = [energy(W, s, theta)]
    for _ in orders:
        for i in range(len(s)):
            s = update(W, s, i, theta)
        energies.append(energy(W, s, theta))
    return s, np.array(energies)
