def layer_rms(X, Ws, g):
    columns, squares = X.T, []
    for W in Ws:
        columns = g(W @ columns)
        squares.append((columns * columns).sum() / columns.size)
    return np.sqrt(squares)
