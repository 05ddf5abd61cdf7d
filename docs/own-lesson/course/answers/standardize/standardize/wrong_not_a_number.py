# says: the second does not vary
def standardize(X):
    X = np.asarray(X)
    return (X - X.mean(axis=0)) / X.std(axis=0)
