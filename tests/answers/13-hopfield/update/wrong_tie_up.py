# says: a tie, h = 0, keeps the state as it is
def update(W, s, i, theta):
    s = np.array(s)
    s[i] = 1 if W[i] @ s - theta[i] >= 0 else -1
    return s
