# says: expected an array of shape (2,)
def layer_rms(X, Ws, g):
    Hs = [X]
    for W in Ws:
        Hs.append(g(Hs[-1] @ W.T))
    return np.array([np.sqrt(np.mean(H**2)) for H in Hs])
