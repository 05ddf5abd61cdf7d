# says: compare it with its own
def overlap(s, P):
    return P @ s / P.shape[1]


def load_curve(P, damage, loads, rest):
    curve = []
    for load in loads:
        p = round(load * P.shape[1])
        S = rest(store(P[:p]), P[:p] * damage[:p])
        curve.append(np.mean([overlap(s, P[:p]) for s in S]))
    return np.array(curve)
