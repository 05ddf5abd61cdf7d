# says: the sum must be divided by the number of units
def overlap(s, P):
    return P @ s


def load_curve(P, damage, loads, rest):
    return np.array([0.0 for _ in loads])
