# says: goes wrong for 1 + 0; follow both bits
def half_adder(a, b, nand):
    first = nand(a, b)
    not_a = nand(a, a)
    other = nand(not_a, b)
    return nand(other, other), nand(first, first)
