# says: that is the change; add it to W
def hebb(W, pre, post, eta):
    return eta * np.outer(post, pre)
