# says: take the modulus first
def spectral_radius(lr, beta, h):
    R = np.array([[1 + beta - lr * h, -beta], [1, 0]])
    z = np.linalg.eigvals(R)
    return np.max(z) if np.isrealobj(z) else np.max(np.abs(z))
