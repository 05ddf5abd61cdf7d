def cd1(V, W, b, c, u_h, u_v):
    n = len(V)
    dW, db, dc = np.zeros(W.shape), np.zeros(len(b)), np.zeros(len(c))
    for v, uh, uv in zip(V, u_h, u_v):
        p = sigmoid(W @ v + c)
        h = (uh < p).astype(float)
        again = (uv < sigmoid(W.T @ h + b)).astype(float)
        p1 = sigmoid(W @ again + c)
        dW += (np.outer(p, v) - np.outer(p1, again)) / n
        db += (v - again) / n
        dc += (p - p1) / n
    return dW, db, dc
