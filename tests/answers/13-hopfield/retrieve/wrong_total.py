# says: that is the sum over all rows
def retrieve(P, S, beta):
    weights = np.exp(beta * S @ P.T)
    return weights / weights.sum() @ P
