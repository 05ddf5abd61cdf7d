# says: stopped with TypeError
def half_adder(a, b, nand):
    return a ^ b, a & b
