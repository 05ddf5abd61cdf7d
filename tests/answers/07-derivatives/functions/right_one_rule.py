def chain(f, df):
    def apply(x):
        return Dual(f(x.value), df(x.value) * x.tangent)

    return apply


def sin(x):
    return chain(np.sin, np.cos)(x)


def exp(x):
    return chain(np.exp, np.exp)(x)


def absolute(x):
    return chain(abs, lambda a: 1.0 if a >= 0 else -1.0)(x)
