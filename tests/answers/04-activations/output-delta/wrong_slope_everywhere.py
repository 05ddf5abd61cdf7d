# says: the slope of the output cancels for this pair
def output_delta(kind, A, Y):
    D = (A - Y) / len(A)
    return D if kind == "linear + quadratic" else D * A * (1 - A)
