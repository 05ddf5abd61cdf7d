# says: subtract the largest score before np.exp
def retrieve(P, S, beta):
    weights = np.exp(beta * S @ P.T)
    return weights / weights.sum(axis=1, keepdims=True) @ P
