# says: that is the forward difference
def forward_diff(f, x, h):
    return (f(x + h) - f(x)) / h


def central_diff(f, x, h):
    return forward_diff(f, x, h)
