def standardize(Xtr, Xte):
    mu = np.array([np.mean(column) for column in Xtr.T])
    sd = np.array([np.std(column) or 1.0 for column in Xtr.T])
    return (Xtr - mu) / sd, (Xte - mu) / sd, mu, sd
