# says: changes its argument `X` in place
def standardize(X):
    X -= X.mean(axis=0)
    spread = X.std(axis=0)
    X /= np.where(spread > 0, spread, 1.0)
    return X
