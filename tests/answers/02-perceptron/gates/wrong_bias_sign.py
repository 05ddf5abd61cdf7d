# says: gives
def gate(name):
    return {"AND": ([1, 1], 1.5), "OR": ([1, 1], 0.5), "NAND": ([-2, -2], -3), "NOR": ([-1, -1], -0.5)}[name]
