def spectral_radius(lr, beta, h):
    return max(abs(np.roots([1, -(1 + beta - lr * h), beta])))
