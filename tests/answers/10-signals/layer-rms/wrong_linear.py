# says: is the activation function g not used?
def layer_rms(X, Ws, g):
    H, sizes = X, []
    for W in Ws:
        H = H @ W.T
        sizes.append(np.sqrt(np.mean(H**2)))
    return np.array(sizes)
