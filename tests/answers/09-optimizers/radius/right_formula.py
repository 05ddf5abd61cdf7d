def spectral_radius(lr, beta, h):
    trace = 1 + beta - lr * h
    inside = trace**2 - 4 * beta
    if inside < 0:
        return np.sqrt(beta)
    return (abs(trace) + np.sqrt(inside)) / 2
