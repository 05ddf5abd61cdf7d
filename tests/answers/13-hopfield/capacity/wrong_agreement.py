# says: that is the part of units that agree
def overlap(s, P):
    return np.mean(P == s, axis=1)


def load_curve(P, damage, loads, rest):
    return np.array([0.0 for _ in loads])
