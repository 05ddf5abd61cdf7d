# says: stopped with KeyError
def gate(name):
    return {"and": ([1, 1], -1.5), "or": ([1, 1], -0.5), "nand": ([-1, -1], 1.5), "nor": ([-1, -1], 0.5)}[name]
