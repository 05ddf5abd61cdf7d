def overlap(s, P):
    return [sum(a * b for a, b in zip(s, row)) / len(s) for row in P]


def load_curve(P, damage, loads, rest):
    def mean_overlap(p):
        S = rest(store(P[:p]), P[:p] * damage[:p])
        return sum(overlap(S[m], P[m : m + 1])[0] for m in range(p)) / p

    return [mean_overlap(round(load * P.shape[1])) for load in loads]
