# says: take the modulus of a complex eigenvalue, not its real part
def spectral_radius(lr, beta, h):
    R = np.array([[1 + beta - lr * h, -beta], [1, 0]])
    return np.max(np.linalg.eigvals(R).real)
