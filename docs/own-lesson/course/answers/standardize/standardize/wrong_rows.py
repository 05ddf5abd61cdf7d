# says: samples are rows
def standardize(X):
    X = np.asarray(X)
    deviations = X - X.mean(axis=1, keepdims=True)
    return deviations / deviations.std(axis=1, keepdims=True)
