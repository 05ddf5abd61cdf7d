# says: only the first p patterns are to be stored
def overlap(s, P):
    return P @ s / P.shape[1]


def load_curve(P, damage, loads, rest):
    curve = []
    for load in loads:
        p = round(load * P.shape[1])
        S = rest(store(P), P[:p] * damage[:p])
        curve.append(np.mean(S * P[:p]))
    return np.array(curve)
