def gate(name):
    if name == "AND":
        return [2.0, 3.0], -4.0
    if name == "OR":
        return [2.0, 3.0], -1.0
    if name == "NAND":
        return [-2.0, -3.0], 4.5
    if name == "NOR":
        return [-20.0, -30.0], 10.0
