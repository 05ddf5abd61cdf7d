import math


def energy_gap(W, b, s, i):
    total = b[i]
    for j in range(len(s)):
        if j != i:
            total += W[j][i] * s[j]
    return total


def p_on(dE, T):
    x = dE / T
    return 0.5 * (1 + np.tanh(x / 2))
