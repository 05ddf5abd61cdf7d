# says: changes its argument `x` in place
def double(x):
    x *= 2
    return x
