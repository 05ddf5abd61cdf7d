# says: rounded to the nearest number
def overlap(s, P):
    return P @ s / P.shape[1]


def load_curve(P, damage, loads, rest):
    curve = []
    for load in loads:
        p = int(load * P.shape[1])
        S = rest(store(P[:p]), P[:p] * damage[:p])
        curve.append(np.mean(S * P[:p]))
    return np.array(curve)
