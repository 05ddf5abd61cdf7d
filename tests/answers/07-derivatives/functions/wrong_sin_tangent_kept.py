# says: the tangent comes back as it was
def sin(x):
    return Dual(np.sin(x.value), x.tangent)


def exp(x):
    return Dual(np.exp(x.value), np.exp(x.value) * x.tangent)


def absolute(x):
    return x if x.value >= 0 else -x
