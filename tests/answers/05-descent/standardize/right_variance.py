def standardize(Xtr, Xte):
    mu = Xtr.sum(axis=0) / Xtr.shape[0]
    var = ((Xtr - mu) ** 2).mean(axis=0)
    sd = np.sqrt(var)
    sd[sd == 0] = 1
    return (Xtr - mu) / sd, (Xte - mu) / sd, mu, sd
