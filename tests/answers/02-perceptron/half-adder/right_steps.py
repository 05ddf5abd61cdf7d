def half_adder(a, b, nand):
    neither_both = nand(a, b)
    left = nand(a, neither_both)
    right = nand(neither_both, b)
    return nand(left, right), nand(neither_both, neither_both)
