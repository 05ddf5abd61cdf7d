# says: β is squared, too
def best_momentum(mu, L):
    total = np.sqrt(L) + np.sqrt(mu)
    return (2 / total) ** 2, (np.sqrt(L) - np.sqrt(mu)) / total
