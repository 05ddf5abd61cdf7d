# says: the tangent of x is lost
def sin(x):
    return Dual(np.sin(x.value), np.cos(x.value) * x.tangent)


def exp(x):
    return Dual(np.exp(x.value), np.exp(x.value))


def absolute(x):
    return x if x.value >= 0 else -x
