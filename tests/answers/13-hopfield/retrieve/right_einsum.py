def retrieve(P, S, beta):
    scores = beta * np.einsum("nd,pd->np", S, P)
    weights = np.exp(scores - np.max(scores, axis=-1)[:, None])
    totals = np.sum(weights, axis=-1)
    return np.einsum("np,pd->nd", weights, P) / totals[:, None]
