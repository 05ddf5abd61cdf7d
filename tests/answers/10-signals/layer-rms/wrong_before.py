# says: measure after the activation, not before
def layer_rms(X, Ws, g):
    H, sizes = X, []
    for W in Ws:
        Z = H @ W.T
        sizes.append(np.sqrt(np.mean(Z**2)))
        H = g(Z)
    return np.array(sizes)
