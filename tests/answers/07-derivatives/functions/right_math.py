import math


def sin(x):
    a, da = x.value, x.tangent
    return Dual(math.sin(a), da * math.cos(a))


def exp(x):
    y = math.exp(x.value)
    return Dual(y, y * x.tangent)


def absolute(x):
    if x.value < 0:
        return Dual(-x.value, -x.tangent)
    return Dual(x.value, x.tangent)
