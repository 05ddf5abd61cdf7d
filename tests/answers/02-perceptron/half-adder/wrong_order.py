# says: is the carry returned first?
def half_adder(a, b, nand):
    first = nand(a, b)
    return nand(first, first), nand(nand(a, first), nand(b, first))
