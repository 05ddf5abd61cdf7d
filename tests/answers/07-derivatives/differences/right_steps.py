def forward_diff(f, x, h):
    ahead = x + h
    return (f(ahead) - f(x)) / h


def central_diff(f, x, h):
    return 0.5 * (forward_diff(f, x, h) + forward_diff(f, x, -h))
