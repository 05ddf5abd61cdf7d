# says: return the whole state, not the unit alone
def update(W, s, i, theta):
    h = W[i] @ s - theta[i]
    return s[i] if h == 0 else np.sign(h)
