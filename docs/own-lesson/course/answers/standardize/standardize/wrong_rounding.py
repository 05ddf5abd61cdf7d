# says: returned a wrong value
def standardize(X):
    X = np.asarray(X)
    sigma = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(sigma > 0, sigma, 1.0)
