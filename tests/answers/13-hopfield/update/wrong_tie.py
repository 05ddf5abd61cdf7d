# says: a tie, h = 0, keeps the state as it is
def update(W, s, i, theta):
    s = np.array(s)
    s[i] = np.sign(W[i] @ s - theta[i])
    return s
