# says: gives 0 for AND of (1, 1), expected 1
def gate(name):
    return {"AND": ([1, 1], -2), "OR": ([1, 1], -1), "NAND": ([-1, -1], 1), "NOR": ([-1, -1], 0)}[name]
