import math


def polar(X):
    return [[math.sqrt(a * a + b * b), math.atan2(b, a)] for a, b in X]
