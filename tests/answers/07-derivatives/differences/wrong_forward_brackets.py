# says: brackets are missing: the whole difference
def forward_diff(f, x, h):
    return f(x + h) - f(x) / h


def central_diff(f, x, h):
    return (f(x + h) - f(x - h)) / (2 * h)
