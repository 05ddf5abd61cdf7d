# says: operands could not be broadcast together with shapes (2,3) (3,2)
def hebb(W, pre, post, eta):
    return W + eta * np.outer(pre, post)
