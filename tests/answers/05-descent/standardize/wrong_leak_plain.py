# says: returned
def standardize(Xtr, Xte):
    both = np.vstack([Xtr, Xte])
    mu, sd = both.mean(axis=0), both.std(axis=0)
    return (Xtr - mu) / sd, (Xte - mu) / sd, mu, sd
