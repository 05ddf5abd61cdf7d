# says: must return two things for AND
def gate(name):
    return {"AND": [1.5, 1, 1], "OR": [0.5, 1, 1], "NAND": [-1.5, -1, -1], "NOR": [-0.5, -1, -1]}[name]
