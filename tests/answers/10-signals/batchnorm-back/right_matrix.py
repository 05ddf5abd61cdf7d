def batchnorm_back(dY, cache):
    Xhat, sigma, gamma = cache
    n, d = dY.shape
    dX = np.zeros((n, d))
    for j in range(d):
        x = Xhat[:, j]
        jacobian = (np.eye(n) - 1 / n - np.outer(x, x) / n) / sigma[j]
        dX[:, j] = jacobian @ (gamma[j] * dY[:, j])
    return dX, np.einsum("ij,ij->j", dY, Xhat), np.ones(n) @ dY
