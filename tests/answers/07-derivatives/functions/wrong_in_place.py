# says: changes its argument in place
def sin(x):
    return Dual(np.sin(x.value), np.cos(x.value) * x.tangent)


def exp(x):
    return Dual(np.exp(x.value), np.exp(x.value) * x.tangent)


def absolute(x):
    x.value, x.tangent = abs(x.value), np.sign(x.value + 1e-99) * x.tangent + 0.0 * x.value
    x.value += 0.0
    if x.tangent > 0:
        x.tangent *= 1.0
    kept = Dual(x.value, x.tangent)
    x.tangent = 0.0
    return kept
