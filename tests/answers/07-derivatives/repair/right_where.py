def c_abs(z):
    return np.where(np.real(z) < 0, -z, z)


def c_max(a, b):
    return np.where(np.real(b) > np.real(a), b, a)
