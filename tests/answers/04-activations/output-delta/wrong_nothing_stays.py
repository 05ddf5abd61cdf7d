# says: the slope a (1 - a) of the sigmoid stays
def output_delta(kind, A, Y):
    return (A - Y) / len(A)
