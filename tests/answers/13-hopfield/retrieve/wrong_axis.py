# says: softmax runs over the patterns, not over the states
def retrieve(P, S, beta):
    weights = np.exp(beta * S @ P.T)
    return weights / weights.sum(axis=0) @ P
