# says: its square root is missing
def standardize(X):
    X = np.asarray(X)
    variance = X.var(axis=0)
    return (X - X.mean(axis=0)) / np.where(variance > 0, variance, 1.0)
