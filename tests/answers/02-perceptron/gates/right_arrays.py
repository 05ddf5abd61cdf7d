def gate(name):
    sign = -1.0 if name.startswith("N") else 1.0
    threshold = 1.5 if name in ("AND", "NAND") else 0.5
    return sign * np.ones(2), np.array(-sign * threshold)
