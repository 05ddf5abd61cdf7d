# says: that is file order; cut `perm`, which is shuffled
def split(n, fracs, perm):
    a, b = round(n * fracs[0]), round(n * (fracs[0] + fracs[1]))
    return np.arange(a), np.arange(a, b), np.arange(b, n)
