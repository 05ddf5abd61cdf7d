def polar(X):
    z = np.asarray(X)[:, 0] + 1j * np.asarray(X)[:, 1]
    return np.stack([np.abs(z), np.angle(z)], axis=1)
