# says: five are enough
def half_adder(a, b, nand):
    total = nand(nand(a, nand(a, b)), nand(b, nand(a, b)))
    return total, nand(nand(a, b), nand(a, b))
