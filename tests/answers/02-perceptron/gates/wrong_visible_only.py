# says: NAND
def gate(name):
    return ([1, 1], -1.5) if name == "AND" else ([1, 1], -0.5)
