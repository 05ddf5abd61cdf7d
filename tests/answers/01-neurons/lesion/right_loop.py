def lesion(W, dead):
    return [[0.0 if gone else weight for weight, gone in zip(row, dead)] for row in W]
