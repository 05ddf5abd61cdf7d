# says: changes its argument `s` in place
def update(W, s, i, theta):
    h = W[i] @ s - theta[i]
    if h != 0:
        s[i] = np.sign(h)
    return s
