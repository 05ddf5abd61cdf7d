# says: at a = 0 the unit stays silent
def step(a):
    return np.where(np.asarray(a) >= 0, 1, 0)
