def store(P):
    p, N = len(P), len(P[0])
    W = np.zeros((N, N))
    for i in range(N):
        for j in range(N):
            if i != j:
                W[i, j] = sum(P[m][i] * P[m][j] for m in range(p)) / N
    return W
