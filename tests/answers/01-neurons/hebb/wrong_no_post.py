# says: the activity of the receivers
def hebb(W, pre, post, eta):
    return W + eta * pre
