# says: the entry at the upper right is -β
def spectral_radius(lr, beta, h):
    R = np.array([[1 + beta - lr * h, beta], [1, 0]])
    return np.max(np.abs(np.linalg.eigvals(R)))
