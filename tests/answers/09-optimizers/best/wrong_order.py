# says: the learning rate comes first
def best_momentum(mu, L):
    total = np.sqrt(L) + np.sqrt(mu)
    return ((np.sqrt(L) - np.sqrt(mu)) / total) ** 2, (2 / total) ** 2
