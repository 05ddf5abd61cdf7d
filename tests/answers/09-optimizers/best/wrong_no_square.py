# says: both are squared
def best_momentum(mu, L):
    total = np.sqrt(L) + np.sqrt(mu)
    return 2 / total, (np.sqrt(L) - np.sqrt(mu)) / total
