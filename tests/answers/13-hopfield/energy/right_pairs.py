def energy(W, s, theta):
    total = 0.0
    for i in range(len(s)):
        total += theta[i] * s[i]
        for j in range(i):
            total -= W[i, j] * s[i] * s[j]
    return total
