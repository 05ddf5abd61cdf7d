def shares(A):
    return np.array([row / sum(row) for row in A])


def gray(images, weights):
    return sum(images[..., c] * weights[c] for c in range(3))


def scores(Q, K):
    return [q @ k.T for q, k in zip(Q, K)]


def distances(P, Q):
    return [[float(np.linalg.norm(p - q)) ** 2 for q in Q] for p in P]
