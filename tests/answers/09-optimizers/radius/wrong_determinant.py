# says: the product of the eigenvalues, the determinant
def spectral_radius(lr, beta, h):
    R = np.array([[1 + beta - lr * h, -beta], [1, 0]])
    return np.linalg.det(R)
