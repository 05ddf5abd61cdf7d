# says: changes its argument `A` in place
def output_delta(kind, A, Y):
    A -= Y
    A /= len(A)
    return A
