# says: brackets are missing: / 2 * h multiplies by h
def forward_diff(f, x, h):
    return (f(x + h) - f(x)) / h


def central_diff(f, x, h):
    return (f(x + h) - f(x - h)) / 2 * h
