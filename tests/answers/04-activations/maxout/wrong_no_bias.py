# says: the biases b are not used
def maxout(X, W, b):
    return np.max([X @ piece.T for piece in W], axis=0)
