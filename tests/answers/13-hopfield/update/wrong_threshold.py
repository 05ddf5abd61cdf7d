# says: the threshold is subtracted from the sum
def update(W, s, i, theta):
    s = np.array(s)
    h = W[i] @ s + theta[i]
    if h != 0:
        s[i] = np.sign(h)
    return s
