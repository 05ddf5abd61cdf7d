# says: parts must not share a sample
def split(n, fracs, perm):
    a, b, c = (round(n * f) for f in fracs)
    return perm[:a], perm[a - 1 : a + b - 1], perm[a + b - 1 : a + b]
