# says: the sign is wrong
def hebb(W, pre, post, eta):
    return W - eta * np.outer(post, pre)
