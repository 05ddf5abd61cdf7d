# says: not one of its wires
def half_adder(a, b, nand):
    first = nand(a, b)
    return nand(nand(a, first), nand(b, first)), nand(first, 1)
