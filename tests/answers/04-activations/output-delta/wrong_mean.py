# says: it is divided by n K
def output_delta(kind, A, Y):
    return (A - Y) / A.size
