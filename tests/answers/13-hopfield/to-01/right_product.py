def to_01(W, theta):
    return W * 4.0, 2 * theta + 2 * W @ np.ones(len(W))
