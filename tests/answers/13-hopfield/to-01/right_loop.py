def to_01(W, theta):
    n = len(theta)
    return [[4 * W[i][j] for j in range(n)] for i in range(n)], [2 * theta[i] + 2 * sum(W[i]) for i in range(n)]
