def layer_rms(X, Ws, g):
    sizes = []
    for W in Ws:
        X = g(np.dot(X, np.transpose(W)))
        sizes.append(np.linalg.norm(X) / X.size**0.5)
    return sizes
