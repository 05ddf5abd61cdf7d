def hebb(W, pre, post, eta):
    return W + eta * np.asarray(post)[:, None] * np.asarray(pre)[None, :]
