def retrieve(P, S, beta):
    new = []
    for s in S:
        scores = [beta * sum(a * b for a, b in zip(s, one)) for one in P]
        weights = [np.exp(score - max(scores)) for score in scores]
        new.append(sum(w * np.array(one) for w, one in zip(weights, P)) / sum(weights))
    return np.array(new)
