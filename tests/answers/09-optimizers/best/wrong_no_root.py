# says: the square roots of the curvatures are missing
def best_momentum(mu, L):
    return (2 / (L + mu)) ** 2, ((L - mu) / (L + mu)) ** 2
