def best_momentum(mu, L):
    a, c = mu**0.5, L**0.5
    root_rate = 2 / (a + c)
    return root_rate**2, (1 - root_rate * a) ** 2
