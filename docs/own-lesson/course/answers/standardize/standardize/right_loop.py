def standardize(X):
    result = np.zeros(np.shape(X))
    for j, column in enumerate(np.transpose(X)):
        if len(set(column)) > 1:
            result[:, j] = (column - np.mean(column)) / np.std(column)
    return result
