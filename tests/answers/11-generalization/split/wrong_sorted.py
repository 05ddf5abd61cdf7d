# says: there is no need to sort
def split(n, fracs, perm):
    a, b = round(n * fracs[0]), round(n * (fracs[0] + fracs[1]))
    return np.sort(perm[:a]), np.sort(perm[a:b]), np.sort(perm[b:])
