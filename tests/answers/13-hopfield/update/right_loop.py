def update(W, s, i, theta):
    h = -theta[i]
    for j in range(len(s)):
        h += W[i, j] * s[j]
    new = [x for x in s]
    if h > 0:
        new[i] = 1
    elif h < 0:
        new[i] = -1
    return new
