def split(n, fracs, perm):
    a = int(n * fracs[0] + 0.5)
    b = int(n * (fracs[0] + fracs[1]) + 0.5)
    parts = ([], [], [])
    for place in range(n):
        parts[0 if place < a else 1 if place < b else 2].append(perm[place])
    return tuple(np.array(part) for part in parts)
