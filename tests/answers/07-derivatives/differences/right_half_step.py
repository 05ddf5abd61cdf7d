def central_diff(f, x, h):
    rise = f(x + h) - f(x - h)
    return np.float64(0.5 * rise / h)


def forward_diff(f, x, h):
    return -(f(x) - f(x + h)) / h
