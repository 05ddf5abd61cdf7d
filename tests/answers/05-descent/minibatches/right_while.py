def minibatches(n, size, perm):
    rest, out = list(perm), []
    while rest:
        out.append(np.array(rest[:size]))
        rest = rest[size:]
    return out
