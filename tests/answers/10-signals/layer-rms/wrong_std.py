# says: that is the standard deviation: do not subtract the mean
def layer_rms(X, Ws, g):
    H, sizes = X, []
    for W in Ws:
        H = g(H @ W.T)
        sizes.append(H.std())
    return np.array(sizes)
