# says: the learning rate eta is not used
def hebb(W, pre, post, eta):
    return W + np.outer(post, pre)
