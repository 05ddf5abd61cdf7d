def softmax(Z):
    rows = []
    for z in Z:
        e = np.exp(z - max(z))
        rows.append(e / sum(e))
    return np.array(rows)


def softmax_jac(q):
    K = len(q)
    return [[q[i] * ((i == j) - q[j]) for j in range(K)] for i in range(K)]
