# says: the activity of the senders
def hebb(W, pre, post, eta):
    return W + eta * np.asarray(post)[:, None]
