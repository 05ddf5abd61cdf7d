# says: in the long run the larger one decides
def spectral_radius(lr, beta, h):
    R = np.array([[1 + beta - lr * h, -beta], [1, 0]])
    return np.min(np.abs(np.linalg.eigvals(R)))
