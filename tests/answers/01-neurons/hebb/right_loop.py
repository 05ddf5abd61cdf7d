def hebb(W, pre, post, eta):
    new = np.array(W, dtype=float)
    for j in range(len(post)):
        for i in range(len(pre)):
            new[j, i] += eta * post[j] * pre[i]
    return new
