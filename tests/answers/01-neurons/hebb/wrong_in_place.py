# says: changes its argument `W` in place
def hebb(W, pre, post, eta):
    W += eta * np.outer(post, pre)
    return W
