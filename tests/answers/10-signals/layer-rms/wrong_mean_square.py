# says: that is the mean square; its square root is missing
def layer_rms(X, Ws, g):
    H, sizes = X, []
    for W in Ws:
        H = g(H @ W.T)
        sizes.append(np.mean(H**2))
    return np.array(sizes)
