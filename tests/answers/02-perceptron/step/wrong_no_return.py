# says: is its `return` missing?
def step(a):
    np.where(np.asarray(a) > 0, 1, 0)
