# says: the weights of each state must add up to 1
def retrieve(P, S, beta):
    return np.exp(beta * S @ P.T) @ P
