def exact(S, W, b, T):
    E = np.array([-0.5 * s @ W @ s - b @ s for s in S])
    lowest = min(E)
    weights = [np.exp((lowest - e) / T) for e in E]
    return np.array(weights) / sum(weights)
