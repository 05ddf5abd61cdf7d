# says: does int() cut off where round() is needed?
def split(n, fracs, perm):
    a, b = int(n * fracs[0]), int(n * (fracs[0] + fracs[1]))
    return perm[:a], perm[a:b], perm[b:]
