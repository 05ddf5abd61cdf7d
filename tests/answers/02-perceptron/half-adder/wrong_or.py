# says: gives the sum bit 1 for 1 + 1, expected 0
def half_adder(a, b, nand):
    first = nand(a, b)
    return nand(nand(a, a), nand(b, b)), nand(first, first)
